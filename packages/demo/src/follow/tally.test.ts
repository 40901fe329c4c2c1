import { expect, test } from 'vitest';
import type { Remembered } from './remembered.ts';
import { Tally } from './tally.ts';

const one = (eventId: string, more: Partial<Remembered> = {}): Remembered => ({
  eventId,
  kind: 'message',
  actor: 'user:mara@tarn-thistle.example',
  channel: 'support',
  channelId: 'C1',
  ts: '1.0',
  text: '',
  saidAt: 1000,
  recordedAt: 2000,
  ...more,
});

test('an edit, a reaction more, a repeat: each thing counts once', () => {
  const tally = new Tally();
  expect(tally.add(one('evt_1'))).toBe(true);
  expect(tally.add(one('evt_1'))).toBe(false);
  tally.add(one('evt_2', { supersedes: 'evt_1' }));
  tally.add(one('evt_3', { supersedes: 'evt_2', recordedAt: 3000 }));
  tally.add(one('evt_4', { kind: 'reactions' }));
  tally.add(one('evt_5', { kind: 'reactions' }));
  expect(tally.total).toEqual({ messages: 1, replies: 0, files: 0, reactions: 1 });
  expect(tally.newestAt).toBe(3000);
});

test('what is forgotten no longer counts, and its channel leaves with it', () => {
  const tally = new Tally();
  tally.add(one('evt_1'));
  tally.add(one('evt_2', { channel: 'sales', kind: 'reply', saidAt: 5000 }));
  expect(tally.forget('evt_1')).toBe(true);
  expect(tally.forget('evt_9')).toBe(false);
  expect(tally.channels).toEqual([
    { name: 'sales', messages: 0, replies: 1, files: 0, reactions: 0, newest: 5000 },
  ]);
});
