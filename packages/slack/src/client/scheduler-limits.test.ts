import { VirtualClock } from '@belay/sandbox/clock/virtual-clock';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SlackError } from '../error.ts';
import { passTime } from '../testing/pass-time.ts';
import { StrictLimit } from '../testing/strict-limit.ts';
import { Scheduler, type SchedulerOptions } from './scheduler.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const history = 'conversations.history';

/** How a network behaves: what a request takes, ms in turn, and what share of it the way there. */
interface Network {
  latencies: number[];
  there: number;
}

const network = fc.record({
  latencies: fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 5 }),
  there: fc.double({ min: 0, max: 1, noNaN: true }),
});

function stage(perMinute: number, { latencies, there }: Network) {
  const clock = new VirtualClock(0);
  const limit = new StrictLimit(clock, perMinute);
  let count = 0;
  const call = async () => {
    const latency = latencies[count++ % latencies.length] ?? 0;
    const way = Math.round(latency * there);
    await clock.sleep(way);
    try {
      limit.arrive();
    } finally {
      await clock.sleep(latency - way);
    }
  };
  /** Several callers that always have something to ask, until the count or the time is over. */
  const work = async (
    scheduler: Scheduler,
    method: string,
    { callers = 8, calls = Number.POSITIVE_INFINITY, until = Number.POSITIVE_INFINITY },
  ) => {
    let left = calls;
    const caller = async () => {
      while (left-- > 0 && clock.now() < until) await scheduler.run(method, call);
    };
    await passTime(clock, Promise.all(Array.from({ length: callers }, caller)));
  };
  const scheduler = (more: Partial<SchedulerOptions> = {}) =>
    new Scheduler({ clock, random: () => 0, ...more });
  return { clock, limit, work, scheduler };
}

const tiers = fc.constantFrom(
  [history, 50] as const,
  ['users.list', 20] as const,
  ['users.info', 100] as const,
);

test('[SYN-2] while the real limit is the documented one no call is rejected, and 3 % at most of it is wasted', async () => {
  await fc.assert(
    fc.asyncProperty(tiers, network, async ([method, tier], net) => {
      const { clock, limit, work, scheduler } = stage(tier, net);
      await work(scheduler(), method, { calls: tier * 6 });
      expect(limit.rejectedAt).toEqual([]);
      expect(clock.now()).toBeLessThanOrEqual(6 * minuteMs * 1.03 + 1_000);
    }),
    { numRuns: 25 },
  );
});

test('[SYN-2] whoever takes over where another stopped breaks no limit, and wastes none', async () => {
  await fc.assert(
    fc.asyncProperty(
      network,
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 0, max: 70_000 }),
      async (net, calls, pause) => {
        const { clock, limit, work, scheduler } = stage(50, net);
        const first = scheduler();
        await work(first, history, { calls });
        const saved = JSON.stringify(first.state());
        await clock.advance(pause);
        const began = clock.now();
        await work(scheduler({ restored: JSON.parse(saved) }), history, { calls: 100 });
        expect(limit.rejectedAt).toEqual([]);
        expect(clock.now() - began).toBeLessThanOrEqual(3 * minuteMs * 1.03 + 1_000);
      },
    ),
    { numRuns: 25 },
  );
});

test('[SYN-2] whoever takes over from a dead owner counts the last minute as spent', async () => {
  const net = { latencies: [300], there: 0.5 };
  const { clock, limit, work, scheduler } = stage(50, net);
  await work(scheduler(), history, { calls: 50 });
  const next = scheduler({ spent: true });
  expect(next.plan([history])[history]).toMatchObject({ perMinute: 50, left: 0 });
  const began = clock.now();
  expect(next.plan([history])[history]?.nextFreeAt).toBeGreaterThanOrEqual(began + minuteMs);
  await work(next, history, { calls: 60 });
  expect(limit.rejectedAt).toEqual([]);
  expect(limit.passed[50]).toBeGreaterThanOrEqual(began + minuteMs);
});

test('[SYN-2] rejections of requests in flight pause their method for the longest wait, and no other', async () => {
  const clock = new VirtualClock(0);
  const scheduler = new Scheduler({ clock, random: () => 0 });
  const waits = [5_000, 40_000, 12_000];
  const sent: number[] = [];
  const refusedOnce = () => {
    const retryAfterMs = waits.pop();
    return scheduler.run(history, async () => {
      sent.push(clock.now());
      // the one with the longest wait is answered first, the others while it already holds
      await clock.sleep(sent.length * 100);
      if (sent.length <= 3) throw new SlackError('ratelimited', 'wait', { retryAfterMs });
    });
  };
  const others: number[] = [];
  const other = async () => {
    await clock.sleep(1_000);
    await scheduler.run('conversations.replies', async () => others.push(clock.now()));
  };
  await passTime(
    clock,
    Promise.all([refusedOnce(), refusedOnce(), refusedOnce(), other(), other()]),
  );
  expect(sent.slice(0, 3)).toEqual([0, 0, 0]);
  expect(Math.min(...sent.slice(3))).toBeGreaterThanOrEqual(40_000);
  expect(others).toEqual([1_000, 1_000]);
  expect(scheduler.usage()[history]).toMatchObject({ requests: 6, rejected: 3 });
});

test('[SYN-2] probing finds what Slack really allows: one rejection an hour at most, never below the tier', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 50, max: 120 }), network, async (real, net) => {
      const { clock, limit, work, scheduler } = stage(real, net);
      await work(scheduler({ probe: true }), history, { callers: 8, until: 2.5 * hourMs });
      for (const at of limit.rejectedAt) {
        const inHour = limit.rejectedAt.filter((t) => t >= at && t < at + hourMs);
        expect(inHour).toHaveLength(1);
      }
      const perMinute = limit.passed.length / (clock.now() / minuteMs);
      expect(perMinute).toBeGreaterThan(50 * 0.97);
      // a limit well above the tier is used
      if (real >= 80) expect(perMinute).toBeGreaterThan(60);
    }),
    { numRuns: 6 },
  );
}, 20_000);

test('[SYN-2] on a slow network a trial waits for the answer to the one before it', async () => {
  const net = { latencies: [0, 2_347, 3_002, 5_214], there: 0 };
  const { limit, work, scheduler } = stage(77, net);
  await work(scheduler({ probe: true }), history, { callers: 24, until: hourMs });
  expect(limit.rejectedAt).toHaveLength(1);
});

test('[SYN-2] what probing found, and what it cost, is known to the next owner', async () => {
  const { clock, limit, work, scheduler } = stage(60, { latencies: [100], there: 0.5 });
  let owner = scheduler({ probe: true });
  for (let part = 1; part <= 12; part += 1) {
    await work(owner, history, { until: part * 5 * minuteMs });
    owner = scheduler({ probe: true, restored: JSON.parse(JSON.stringify(owner.state())) });
  }
  expect(limit.rejectedAt).toHaveLength(1);
  expect(owner.plan([history])[history]?.perMinute).toBeGreaterThan(50);
  expect(limit.passed.length / (clock.now() / minuteMs)).toBeGreaterThan(51);
});

test('[SYN-2] without being asked to, nothing probes', async () => {
  const { limit, work, scheduler } = stage(200, { latencies: [100], there: 0.5 });
  await work(scheduler(), history, { until: 10 * minuteMs });
  expect(limit.passed.length).toBeLessThanOrEqual(510);
});
