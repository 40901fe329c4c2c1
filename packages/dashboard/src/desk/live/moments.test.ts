import type { DeskEvent } from '@belay/contract/desk/stream';
import { describe, expect, test } from 'vitest';
import { aMessage } from '../testing/a-conversation.ts';
import { applyToMoment, draftText, type Moment, quiet } from './moments.ts';

const conversation_id = 'cnv_1';
const draft = (turn: number, n: number, text: string, attempt = 1): DeskEvent => ({
  kind: 'draft',
  conversation_id,
  turn,
  attempt,
  n,
  text,
});
const cancelled = (turn: number, reason: 'taken_over' | 'retry' | 'done'): DeskEvent => ({
  kind: 'draft_cancelled',
  conversation_id,
  turn,
  reason,
  name: null,
});
const after = (...events: DeskEvent[]): Moment =>
  events.reduce((moment, event) => applyToMoment(moment, event, 1_000), quiet);

describe('[TKO-3] drafts', () => {
  test('sentences stand in their order, and one that overtook waits for the one before', () => {
    expect(draftText(after(draft(1, 0, 'One. '), draft(1, 1, 'Two.')))).toBe('One. Two.');
    expect(draftText(after(draft(1, 0, 'One. '), draft(1, 2, 'Three.')))).toBe('One. ');
  });

  test('after a claim nothing of that turn or of one before appears again', () => {
    const claimed = after(draft(2, 0, 'I think'), cancelled(2, 'taken_over'));
    expect(draftText(claimed)).toBeNull();
    const late = [draft(2, 1, ' so'), draft(1, 0, 'older')].reduce(
      (moment, event) => applyToMoment(moment, event, 1_000),
      claimed,
    );
    expect(draftText(late)).toBeNull();
    expect(draftText(applyToMoment(late, draft(3, 0, 'new'), 1_000))).toBe('new');
  });

  test('another attempt begins anew; an earlier one adds nothing to it', () => {
    const again = after(draft(1, 0, 'First'), cancelled(1, 'retry'), draft(1, 0, 'Second', 2));
    expect(draftText(again)).toBe('Second');
    expect(draftText(applyToMoment(again, draft(1, 1, ' try', 1), 1_000))).toBe('Second');
  });

  test('the answer itself takes the place of its draft', () => {
    const said = aMessage({ seq: 2, turn: 1, author: { kind: 'agent', id: null, name: 'Fern' } });
    const moment = after(draft(1, 0, 'Yes'), { kind: 'message', conversation_id, message: said });
    expect(draftText(moment)).toBeNull();
  });
});

test('[DSK-6] typing stands for six seconds, or until the words come', () => {
  const typing: DeskEvent = { kind: 'typing', conversation_id, author: 'visitor', name: null };
  expect(after(typing).typing.visitor).toBe(7_000);
  const spoke: DeskEvent = { kind: 'message', conversation_id, message: aMessage() };
  expect(after(typing, spoke).typing.visitor).toBe(0);
});
