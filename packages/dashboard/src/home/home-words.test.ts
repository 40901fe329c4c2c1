import { expect, test } from 'vitest';
import { aConnector } from '../connectors/testing/a-connector.ts';
import { memorySentence } from './memory-sentence.ts';
import { troubles } from './troubles.ts';

const counts = aConnector().counts;

test('the memory in two sentences: what is known, then how complete it is', () => {
  const whole = aConnector({
    state: 'live',
    counts: { ...counts, messages: 1200, replies: 4 },
    channels: { total: 14, proved: 14, failing: 0 },
    lag_ms: 800,
  });
  const name = whole.workspace.name;
  expect(memorySentence([whole])).toBe(
    `Your agents know 1,204 messages from 14 channels of ${name}. All of them are proved complete; what is said is known 800 ms later.`,
  );
  const reading = { ...whole, state: 'backfilling' as const, eta_ms: 180_000 };
  expect(
    memorySentence([{ ...reading, channels: { total: 14, proved: 3, failing: 0 } }]),
  ).toContain('3 of 14 channels are complete so far, about 3 min to go.');
  expect(memorySentence([{ ...whole, channels: { total: 14, proved: 12, failing: 2 } }])).toContain(
    '12 of 14 channels are proved complete.',
  );
});

test('what needs a person comes first, with the verb that mends it', () => {
  const views = [
    aConnector({ id: 'p', name: 'Paused', state: 'paused' }),
    aConnector({ id: 'c', state: 'live', channels: { total: 4, proved: 2, failing: 2 } }),
    aConnector({ id: 'f', state: 'failed' }),
    aConnector({ id: 'ok', state: 'live', channels: { total: 4, proved: 4, failing: 0 } }),
    aConnector({ id: 'd', state: 'deleting', channels: { total: 4, proved: 2, failing: 2 } }),
  ];
  expect(troubles(views).map(({ id, mend }) => [id, mend.verb])).toEqual([
    ['f', 'Mend it'],
    ['c', 'Show them'],
    ['p', 'Resume'],
  ]);
});
