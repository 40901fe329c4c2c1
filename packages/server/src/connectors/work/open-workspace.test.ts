import { MethodBucket } from '@belay/slack/client/method-bucket';
import { documentedRate } from '@belay/slack/client/tiers';
import { expect, test } from 'vitest';
import { restoredRate, storeRateMs } from './open-workspace.ts';

const at = 1_000_000_000;
const method = 'conversations.history';
const perMinute = documentedRate(method) ?? 0;
const state = {
  methods: { [method]: { answered: [at - 1_000], pausedUntil: 0 } },
  clamp: { mode: 'free' as const, triedAt: 0 },
};

/** Requests that a new owner sees in the last minute. */
function inMinute(restored: ReturnType<typeof restoredRate>, now: number, of = method): number {
  const clock = { now: () => now, sleep: () => Promise.resolve() };
  return new MethodBucket({ clock, perMinute, restored: restored.methods[of] }).inMinute;
}

test('[SYN-2] after an owner that left in order its own requests count, and no others', () => {
  expect(inMinute(restoredRate({ state, at, isFinal: true }), at + 500)).toBe(1);
});

test('[SYN-2] after one that was killed the minute counts as used up, from when it could last have asked', () => {
  const killed = restoredRate({ state, at, isFinal: false });
  expect(inMinute(killed, at + 30_000)).toBeGreaterThanOrEqual(perMinute);
  expect(inMinute(killed, at + 30_000, 'users.list')).toBeGreaterThan(0);
  // a server that is started again much later waits for nothing
  expect(inMinute(killed, at + storeRateMs + 61_000)).toBe(0);
});
