import type { DeskEvent } from '@belay/contract/desk/stream';
import { expect, test } from 'vitest';
import { createCancelledTurns } from './cancelled-turns.ts';

const draft = (turn: number, conversation_id = 'cnv_a'): DeskEvent => ({
  kind: 'draft',
  ...{ conversation_id, turn, attempt: 1, n: 0, text: 'hello' },
});
const cancel = (turn: number, reason: 'taken_over' | 'retry'): DeskEvent => ({
  kind: 'draft_cancelled',
  ...{ conversation_id: 'cnv_a', turn, reason, name: null },
});

test('[TKO-3] a draft that comes after its turn was cancelled is told to nobody', () => {
  const turns = createCancelledTurns();
  expect(turns.has(draft(3))).toBe(false);
  turns.note(cancel(3, 'taken_over'));
  expect([2, 3, 4].map((turn) => turns.has(draft(turn)))).toEqual([true, true, false]);
  turns.note(cancel(1, 'taken_over'));
  expect(turns.has(draft(3))).toBe(true);
  expect(turns.has(draft(3, 'cnv_b'))).toBe(false);
});

test('[DSK-3] a turn that is tried again speaks again', () => {
  const turns = createCancelledTurns();
  turns.note(cancel(3, 'retry'));
  expect(turns.has(draft(3))).toBe(false);
});
