import { expect, test } from 'vitest';
import { aConnector } from '../testing/a-connector.ts';
import { deletionWords } from './deletion-words.ts';

const base = aConnector();
const view = {
  ...base,
  channels: { total: 14, proved: 12, failing: 0 },
  counts: { ...base.counts, messages: 1200, replies: 4, files: 1 },
};

test('[MGD-3] a deletion names what it erases, and keeping erases nothing', () => {
  expect(deletionWords(view, 'forget')).toMatchObject({
    action: 'Delete and forget 1,204 messages',
    forget: expect.stringContaining('1,204 messages and 1 file from 14 channels'),
  });
  expect(deletionWords(view, 'keep').action).toBe('Delete connector');
});
