import { describe, expect, test } from 'vitest';
import { aConversation, aMessage, aWaiting } from '../testing/a-conversation.ts';
import { deskSentence } from './desk-sentence.ts';
import { excerpt } from './excerpt.ts';
import { holderSentence, waitedWords } from './holder-sentence.ts';
import { lineWords } from './line-words.ts';
import { partnerName } from './visitor-name.ts';

const now = Date.parse('2026-11-21T10:10:00.000Z');
const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

describe('[DSK-6] the desk in words', () => {
  test('who waits, and for how long at most', () => {
    expect(deskSentence(0, null, now)).toBe('Nobody waits for a person.');
    expect(deskSentence(1, ago(4), now)).toBe('1 person waits, for 4 min.');
    expect(deskSentence(2, ago(4), now)).toBe('2 people wait; the longest for 4 min.');
  });

  test('a wait never runs ahead of the clock', () => {
    expect(waitedWords(now - 119_000, now)).toBe('1 min');
    expect(waitedWords(now - 59_900, now)).toBe('59 s');
    expect(waitedWords(now - 95 * 60_000, now)).toBe('1 h 35 min');
    expect(waitedWords(now + 5_000, now)).toBe('1 s');
  });

  test('who holds it, since when, and what comes next', () => {
    expect(holderSentence(aConversation(), 'me', now)).toBe('Fern answers by itself.');
    const waiting = aWaiting('a', ago(4));
    const reasons = [{ reason: 'rule' as const, detail: 'refund', at: ago(4) }];
    expect(
      holderSentence({ ...waiting, escalation: { id: 'esc_1', at: ago(4), reasons } }, 'me', now),
    ).toBe('Waits for a person for 4 min. A rule asked for a person: refund.');
    const held = aConversation({
      state: 'human',
      owner: { id: 'me', name: 'Ann Berg' },
      claimed_at: ago(3),
      quiet_due: ago(-7),
      quiet_warning: true,
    });
    expect(holderSentence(held, 'me', now)).toBe(
      'With you for 3 min. Without an answer of yours it goes back to the queue in 7 min.',
    );
    expect(holderSentence(held, 'other', now)).toMatch(/^With Ann Berg for 3 min/);
  });

  test('a fixed line says its names; one that is not known is said as it came', () => {
    const joined = { code: 'joined' as const, params: { name: 'Ann' } };
    expect(lineWords({ line: joined, text: '' })).toBe('Ann joined');
    expect(lineWords({ line: { code: 'joined', params: {} }, text: 'A person joined' })).toBe(
      'A person joined',
    );
    expect(lineWords({ line: null, text: 'Something new' })).toBe('Something new');
    const ran = (state: string) => ({
      text: '',
      line: { code: 'action_failed' as const, params: { action: 'Booking', state } },
    });
    expect(lineWords(ran('failed'))).toBe('Booking failed');
    expect(lineWords(ran('unknown'))).toBe('Booking was sent; nobody knows whether it worked');
  });

  test('a visitor without a name is told apart by number; last words are one line', () => {
    const nobody = { ...aConversation().visitor, name: null };
    expect(partnerName(aConversation({ visitor: nobody }))).toBe('Anonymous #12');
    const last = { author: 'agent' as const, text: 'Yes,\n\nwe do', at: ago(1) };
    expect(excerpt(last)).toBe('Assistant: Yes, we do');
    expect(excerpt({ ...last, author: 'visitor', text: '' })).toBe('A file');
    expect(aMessage().kind).toBe('text');
  });
});
