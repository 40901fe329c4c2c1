import { expect, test } from 'vitest';
import { aConnector } from '../testing/a-connector.ts';
import { listSentence } from './list-sentence.ts';

const base = aConnector();
const one = (state: typeof base.state, total: number, proved: number, messages: number) => ({
  ...base,
  state,
  channels: { total, proved, failing: 0 },
  counts: { ...base.counts, messages },
});

test('[MGD-1] what needs somebody comes before everything else', () => {
  expect(listSentence([one('failed', 2, 1, 5)])).toBe('Tarn & Thistle needs you.');
  expect(listSentence([one('live', 2, 2, 5), one('failed', 2, 1, 5)])).toMatch(/the others go on/);
});

test('[MGD-2] complete is said of what is proved only', () => {
  expect(listSentence([one('live', 2, 2, 1204)])).toBe(
    '1,204 messages from 2 channels are memory, and every channel is complete.',
  );
  expect(listSentence([one('live', 14, 12, 10)])).toMatch(/12 of 14 channels are complete/);
  expect(listSentence([one('backfilling', 3, 1, 1)])).toBe(
    '1 message from 3 channels is memory so far; 1 of the channels is complete.',
  );
});
