import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PolledChannel, type PollPlan, pollPlan } from './poll-plan.ts';

const rooms = (activity: readonly number[]): PolledChannel[] =>
  activity.map((perHour, index) => ({ id: `C${index}`, perHour }));

const activity = fc.oneof(
  fc.constant(0),
  fc.double({ min: 0.001, max: 1, noNaN: true }),
  fc.integer({ min: 1, max: 2_000 }),
);
const some = fc.array(activity, { minLength: 1, maxLength: 120 });
const perMinute = fc.constantFrom(1, 3, 20, 50, 94);
const auditShare = fc.constantFrom(0, 0.1, 0.16, 0.5);

/** Of two that say as much, the one that is polled more often. */
function busiestFirst(a: readonly [number, number], b: readonly [number, number]): number {
  return b[0] - a[0] || a[1] - b[1];
}

/** When each channel is polled within so many turns. */
function played(plan: ReturnType<typeof pollPlan>, turns: number) {
  const times = new Map<string, number[]>();
  let last = -1;
  for (const { id, atMs } of pollTurns(plan)) {
    if (atMs >= turns * plan.turnMs) break;
    expect(atMs).toBeGreaterThan(last);
    last = atMs;
    times.set(id, [...(times.get(id) ?? []), atMs]);
  }
  return times;
}

test('[SYN-2] seven channels are ten seconds fresh beside the audit, whatever is said in them', () => {
  const plan = pollPlan(rooms([0, 1, 5, 900, 3, 0, 20]), 50, 0.16);
  expect(plan.channels.map(({ everyMs }) => everyMs)).toEqual(Array(7).fill(10_000));
  expect(plan.perMinute).toBeCloseTo(42);
  expect(plan.auditPerMinute).toBeCloseTo(8);
  const one = pollPlan(rooms([3]), 50, 0.16);
  expect(one.channels).toEqual([{ id: 'C0', firstMs: 0, everyMs: 10_000 }]);
  expect(one.auditPerMinute).toBeCloseTo(44);
});

test('[SYN-2] of many channels the busy ones are fresh, and the silent ones are seen as well', () => {
  const plan = pollPlan(rooms([500, 200, ...Array<number>(198).fill(0.1)]), 50, 0.1);
  const seconds = plan.channels.map(({ everyMs }) => everyMs / 1000);
  expect(seconds[0]).toBeLessThan(12);
  expect(seconds[1]).toBeLessThan(12);
  expect(Math.max(...seconds)).toBeLessThan(12 * 60);
});

test('[SYN-2] a clamped app with one channel polls once a minute, and says so', () => {
  const plan = pollPlan(rooms([5]), 1, 0);
  expect(plan.channels).toEqual([{ id: 'C0', firstMs: 0, everyMs: 60_000 }]);
});

test('[SYN-2] nothing to poll, or nothing to poll with', () => {
  expect(pollPlan([], 50, 0.1)).toMatchObject({ channels: [], auditPerMinute: 50 });
  expect(pollPlan(rooms([1]), 50, 1)).toMatchObject({ channels: [], perMinute: 0 });
  expect([...pollTurns(pollPlan([], 50, 0.1))]).toEqual([]);
});

test('[SYN-2] each channel is polled exactly as often as the plan says, one at a time', () => {
  fc.assert(
    fc.property(some, perMinute, auditShare, (given, rate, share) => {
      const plan = pollPlan(rooms(given), rate, share);
      const longest = Math.max(...plan.channels.map(({ everyMs }) => everyMs)) / plan.turnMs;
      const times = played(plan, longest * 2.5);
      for (const { id, firstMs, everyMs } of plan.channels) {
        const [first = -1, ...rest] = times.get(id) ?? [];
        expect(first).toBeCloseTo(firstMs);
        expect(rest.length).toBeGreaterThan(0);
        for (const [n, at] of rest.entries()) expect(at).toBeCloseTo(firstMs + (n + 1) * everyMs);
      }
    }),
    { numRuns: 60 },
  );
});

test('[SYN-2] the plan keeps to its share of the budget, and nobody starves', () => {
  fc.assert(
    fc.property(some, perMinute, auditShare, (given, rate, share) => {
      const plan = pollPlan(rooms(given), rate, share);
      const budget = rate * (1 - share);
      expect(plan.perMinute).toBeLessThanOrEqual(budget + 1e-9);
      expect(plan.perMinute + plan.auditPerMinute).toBeCloseTo(rate);
      const evenShare = (given.length * 60_000) / budget;
      for (const { everyMs } of plan.channels) {
        expect(everyMs).toBeGreaterThanOrEqual(10_000 - 1e-6);
        expect(everyMs).toBeLessThan(Math.max(10_001, 8 * evenShare));
      }
    }),
  );
});

test('[SYN-2] who says more is never polled less, and messages wait hardly longer than in turn', () => {
  fc.assert(
    fc.property(some, perMinute, auditShare, (given, rate, share) => {
      const { channels } = pollPlan(rooms(given), rate, share);
      const every = channels.map(({ everyMs }) => everyMs);
      const byActivity = given.map((a, i) => [a, every[i] ?? 0] as const).toSorted(busiestFirst);
      const fresher = byActivity.map(([, everyMs]) => everyMs);
      expect(fresher).toEqual(fresher.toSorted((a, b) => a - b));
      const said = given.reduce((sum, a) => sum + a, 0);
      const waited = given.reduce((sum, a, i) => sum + a * (every[i] ?? 0), 0);
      const inTurn = Math.max(10_000, (given.length * 60_000) / (rate * (1 - share)));
      expect(waited).toBeLessThanOrEqual(said * inTurn * 1.25 + 1e-6);
    }),
    { numRuns: 60 },
  );
});

/** The polls of a plan one after the other, without end: `atMs` counts from its beginning. */
function* pollTurns({ turnMs, channels }: PollPlan): Generator<{ id: string; atMs: number }, void> {
  if (channels.length === 0) return;
  const turns = (ms: number) => Math.round(ms / turnMs);
  const byPeriod = new Map<number, Map<number, string>>();
  for (const { id, firstMs, everyMs } of channels) {
    const period = turns(everyMs);
    const known = byPeriod.get(period) ?? new Map<number, string>();
    byPeriod.set(period, known.set(turns(firstMs), id));
  }
  for (let turn = 0; ; turn += 1)
    for (const [period, ids] of byPeriod) {
      const id = ids.get(turn % period);
      if (id !== undefined) yield { id, atMs: turn * turnMs };
    }
}
