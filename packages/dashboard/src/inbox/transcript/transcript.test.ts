import { describe, expect, test } from 'vitest';
import { aMessage } from '../../desk/testing/a-conversation.ts';
import { placeOf, staysAtEnd } from './reader-place.ts';
import { textParts } from './text-parts.ts';
import { lastSeen, transcriptRows } from './transcript-rows.ts';

const dayOf = (iso: string) => iso.slice(0, 10);

describe('[DSK-6] the transcript', () => {
  test('days stand between messages; a series has its name once', () => {
    const rows = transcriptRows(
      [
        aMessage({ seq: 1, created_at: '2026-11-20T23:59:00.000Z' }),
        aMessage({ seq: 2, created_at: '2026-11-21T00:01:00.000Z' }),
        aMessage({ seq: 3, created_at: '2026-11-21T00:02:00.000Z' }),
        aMessage({ seq: 4, created_at: '2026-11-21T00:03:00.000Z', kind: 'note' }),
      ],
      dayOf,
    );
    expect(rows.map((row) => (row.kind === 'message' ? row.hasHead : row.kind))).toEqual([
      'day',
      true,
      'day',
      true,
      false,
      true,
    ]);
  });

  test('seen stands at the last of our words that was read, never at a note', () => {
    const operator = { kind: 'operator' as const, id: 'p', name: 'Ann' };
    const messages = [
      aMessage({ seq: 1, author: operator }),
      aMessage({ seq: 2, author: operator, kind: 'note' }),
      aMessage({ seq: 3, author: operator }),
    ];
    expect(lastSeen(messages, 2)).toBe('msg_1');
    expect(lastSeen(messages, 0)).toBeNull();
  });

  test('a stranger’s text is text: only addresses lead anywhere, and they show where', () => {
    const parts = textParts(
      'See https://a.test/x. <b>javascript:alert(1)</b> [1] [9]',
      new Set([1]),
    );
    expect(parts.map(({ kind, text }) => [kind, text])).toEqual([
      ['text', 'See '],
      ['link', 'https://a.test/x'],
      ['text', '. <b>javascript:alert(1)</b> '],
      ['marker', '[1]'],
      ['text', ' [9]'],
    ]);
  });

  test('new words keep at the end whoever is there, and pull nobody back who just scrolled up', () => {
    const box = { scrollTop: 400, scrollHeight: 1_000, clientHeight: 600 };
    const atEnd = placeOf(box);
    expect(staysAtEnd(atEnd, { ...box, scrollHeight: 1_900 })).toBe(true);
    expect(staysAtEnd(atEnd, { ...box, scrollTop: 250, scrollHeight: 850 })).toBe(true);
    expect(staysAtEnd(atEnd, { ...box, scrollTop: 100 })).toBe(false);
    expect(staysAtEnd(placeOf({ ...box, scrollTop: 100 }), box)).toBe(false);
  });
});
