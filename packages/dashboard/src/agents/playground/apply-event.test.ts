import type { PlaygroundEvent } from '@belay/contract/desk/model';
import { expect, test } from 'vitest';
import { applyEvent, newAnswer } from './apply-event.ts';

const answer: PlaygroundEvent = {
  kind: 'answer',
  text: 'Within 30 days. [1]',
  citations: [{ n: 1, label: 'Returns', source: 'text', said_at: null, url: null }],
  grounded: true,
  answerer: 'built_in',
  hand_over: null,
  duration_ms: 41,
};
const play = (...events: PlaygroundEvent[]) => events.reduce(applyEvent, newAnswer);

test('[DSK-3] sentences appear as they are released, and the whole answer replaces them', () => {
  const half = play(
    { kind: 'recalled', items: [] },
    { kind: 'draft', n: 0, text: 'Within 30 days.' },
    { kind: 'draft', n: 1, text: 'Keep the receipt.' },
  );
  expect(half).toMatchObject({ phase: 'answering', text: 'Within 30 days. Keep the receipt.' });
  expect(applyEvent(half, answer)).toMatchObject({
    phase: 'done',
    text: answer.text,
    durationMs: 41,
  });
});

test('[DSK-3] nothing that comes late changes an answer that has ended', () => {
  const done = play(answer);
  expect(applyEvent(done, { kind: 'draft', n: 2, text: 'And more' })).toBe(done);
  const failed = play({ kind: 'failed', message: 'The model did not answer.' });
  expect(failed).toMatchObject({ phase: 'failed', problem: 'The model did not answer.' });
  expect(applyEvent(failed, answer)).toBe(failed);
  const stopped = { ...newAnswer, phase: 'stopped' as const };
  expect(applyEvent(stopped, answer)).toBe(stopped);
});

test('[DSK-4] where a person would be called is kept with its reason', () => {
  const event = { ...answer, hand_over: { reason: 'rule', detail: 'refund' } as const };
  expect(play(event).handOver).toEqual({ reason: 'rule', detail: 'refund' });
});
