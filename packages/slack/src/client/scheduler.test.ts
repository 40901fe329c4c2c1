import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SlackError } from '../error.ts';
import { LeapClock } from '../testing/leap-clock.ts';
import { Scheduler } from './scheduler.ts';

/** Runs `count` calls, `latencies` long in turn, and tells when each was sent. */
async function sendTimes(
  scheduler: Scheduler,
  clock: LeapClock,
  method: string,
  count: number,
  latencies = [0],
) {
  const sent: number[] = [];
  for (let i = 0; i < count; i += 1)
    await scheduler.run(method, async () => {
      sent.push(clock.time);
      clock.time += latencies[i % latencies.length] ?? 0;
    });
  return sent;
}

/** The most requests that any 60 s hold. */
function densest(sent: number[]): number {
  return Math.max(...sent.map((from, i) => sent.slice(i).filter((t) => t < from + 60_000).length));
}

test('[SYN-2] no minute holds more than the documented tier, whatever the latency', async () => {
  const latencies = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(['conversations.history', 50] as const, ['users.list', 20] as const),
      latencies,
      async ([method, tier], delays) => {
        const clock = new LeapClock(0);
        const sent = await sendTimes(new Scheduler({ clock }), clock, method, 160, delays);
        expect(densest(sent)).toBeLessThanOrEqual(tier);
      },
    ),
    { numRuns: 40 },
  );
});

test('[SYN-2] a long backfill ends within 1 % of what the tier allows', async () => {
  const clock = new LeapClock(0);
  await sendTimes(new Scheduler({ clock }), clock, 'conversations.replies', 1_000);
  expect(clock.time).toBeLessThan(20 * 60_000 * 1.01);
});

test('[SYN-2] a small sync doesn’t wait at all', async () => {
  const clock = new LeapClock(0);
  await sendTimes(new Scheduler({ clock }), clock, 'conversations.history', 10);
  expect(clock.slept).toEqual([]);
});

test('[SYN-2] methods have budgets of their own', async () => {
  const clock = new LeapClock(0);
  const scheduler = new Scheduler({ clock });
  await sendTimes(scheduler, clock, 'conversations.history', 50);
  const before = clock.time;
  await sendTimes(scheduler, clock, 'conversations.replies', 10);
  expect(clock.time).toBe(before);
  expect(scheduler.usage()['conversations.replies']).toEqual({
    requests: 10,
    rejected: 0,
    perMinute: 50,
    left: 40,
  });
});

test('[SYN-2] without limits only the server slows us', async () => {
  const clock = new LeapClock(0);
  const scheduler = new Scheduler({ clock, rate: 'unlimited', random: () => 0.5 });
  await sendTimes(scheduler, clock, 'conversations.history', 500);
  expect(clock.time).toBe(0);
  let refused = false;
  await scheduler.run('conversations.history', async () => {
    if (refused) return;
    refused = true;
    throw new SlackError('ratelimited', 'wait', { retryAfterMs: 3_000 });
  });
  expect(clock.time).toBe(3_500);
});

test('[SYN-2] a pause holds whoever waits for the same method, and is counted', async () => {
  const clock = new LeapClock(0);
  const scheduler = new Scheduler({ clock, random: () => 0 });
  let refused = false;
  const call = async () => {
    if (refused) return clock.time;
    refused = true;
    throw new SlackError('ratelimited', 'wait', { retryAfterMs: 9_000 });
  };
  const times = await Promise.all([1, 2, 3].map(() => scheduler.run('users.info', call)));
  expect(Math.max(...times)).toBe(9_000);
  expect(scheduler.usage()['users.info']).toMatchObject({ requests: 4, rejected: 1 });
});

test('[SYN-2] a call that waits can be aborted, and the next still has its turn', async () => {
  const clock = new LeapClock(0);
  const scheduler = new Scheduler({ clock });
  await sendTimes(scheduler, clock, 'users.list', 20);
  const stopped = scheduler.run(
    'users.list',
    async () => 'sent',
    AbortSignal.abort(new Error('stop')),
  );
  await expect(stopped).rejects.toThrow('stop');
  expect(await scheduler.run('users.list', async () => 'sent')).toBe('sent');
});

test('[NTF-4] what there is room for leaves at once, and one more would wait', async () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(pauses, fc.integer({ min: 1, max: 90 }), async (waits, most) => {
      const clock = new LeapClock(0);
      const scheduler = new Scheduler({ clock });
      for (const wait of waits) {
        clock.time += wait;
        const { now: room, left } = scheduler.room('chat.postMessage');
        expect(room).toBeLessThanOrEqual(left);
        const from = clock.time;
        const sent = Math.min(room, most);
        await sendTimes(scheduler, clock, 'chat.postMessage', sent);
        expect(clock.time).toBe(from);
        if (room > most) continue;
        const { now: none, nextFreeAt } = scheduler.room('chat.postMessage');
        expect(none).toBe(0);
        expect(nextFreeAt).toBeGreaterThan(from);
      }
    }),
    { numRuns: 60 },
  );
});
