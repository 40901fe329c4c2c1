import type { ApiFault } from '@belay/sandbox/faults/fault';
import fc from 'fast-check';
import type { Act, Command, Moment, Schedule, Setup } from './schedule.ts';

const pick = fc.nat({ max: 40 });
const channel = fc.nat({ max: 4 });
const who = fc.nat({ max: 2 });
/** within one second, within two, past every interval */
const gap = fc.constantFrom(0, 0, 150, 400, 1100, 5000, 14_000);

const setup: fc.Arbitrary<Setup> = fc.record({
  limits: fc.constantFrom('tiers', 'tiers', 'off', 'clamped'),
  deletes: fc.constantFrom('forget', 'forget', 'forget', 'keep'),
  edits: fc.constantFrom('version', 'version', 'replace'),
  select: fc.constantFrom('all', 'all', 'ids'),
  pageSize: fc.constantFrom(0, 0, 2, 3, 7),
  events: fc.boolean(),
  late: fc.constantFrom('lost', 'delivered', 'after the audit'),
});

const acts: { weight: number; arbitrary: fc.Arbitrary<Act> }[] = [
  { weight: 6, arbitrary: fc.record({ act: fc.constant('post'), ms: gap, channel, who }) },
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constant('reply'),
      ms: gap,
      message: pick,
      who,
      broadcast: fc.constantFrom(false, false, false, true),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      act: fc.constant('edit'),
      ms: gap,
      message: pick,
      unmarked: fc.constantFrom(false, false, false, true),
      back: fc.constantFrom(false, false, true),
    }),
  },
  { weight: 5, arbitrary: fc.record({ act: fc.constant('remove'), ms: gap, message: pick }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('restore'), ms: gap, message: pick }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constantFrom('react', 'react', 'unreact'),
      ms: gap,
      message: pick,
      who,
      emoji: fc.nat({ max: 1 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('upload'),
      ms: gap,
      channel,
      who,
      hasText: fc.boolean(),
      reply: fc.option(pick, { nil: null }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constantFrom('delete_file', 'rename_file'),
      ms: gap,
      file: pick,
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('unfurl'), ms: gap, message: pick }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('bot_post'), ms: gap, channel }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('burst'),
      ms: gap,
      channel,
      who,
      count: fc.integer({ min: 2, max: 20 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('create_channel'),
      ms: gap,
      isIn: fc.boolean(),
      isPrivate: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constantFrom('bot_joins', 'bot_leaves', 'rename', 'archive', 'unarchive', 'convert'),
      ms: gap,
      channel,
    }),
  },
];

const act = fc.oneof(...acts);

const reads = fc.constantFrom('conversations.history', 'conversations.replies');
const anyMethod = fc.constantFrom(
  'conversations.history',
  'conversations.history',
  'conversations.replies',
  'conversations.list',
  'reactions.get',
  'users.list',
);
const times = fc.integer({ min: 1, max: 6 });
const after = fc.nat({ max: 3 });

const fault: fc.Arbitrary<ApiFault> = fc.oneof(
  fc.record({
    kind: fc.constant('rate_limit'),
    retryAfterS: fc.integer({ min: 1, max: 90 }),
    method: anyMethod,
    times,
    after,
  }),
  fc.record({
    kind: fc.constant('error'),
    error: fc.constantFrom(
      'internal_error',
      'fatal_error',
      'service_unavailable',
      'invalid_cursor',
    ),
    method: anyMethod,
    times,
    after,
  }),
  fc.record({
    kind: fc.constant('http'),
    status: fc.constantFrom(500, 502, 503),
    method: fc.oneof(anyMethod, fc.constant('download')),
    times,
    after,
  }),
  fc.record({
    kind: fc.constantFrom('timeout', 'late_write', 'slow'),
    ms: fc.constantFrom(500, 9000, 31_000),
    method: fc.oneof(anyMethod, fc.constant('conversations.join')),
    times,
    after,
  }),
  fc.record({
    kind: fc.constant('stale'),
    ms: fc.constantFrom(1000, 4000, 8000),
    method: fc.oneof(reads, fc.constant('reactions.get')),
    times: fc.integer({ min: 1, max: 20 }),
    after,
  }),
  fc.record({
    kind: fc.constant('short_page'),
    size: fc.integer({ min: 1, max: 5 }),
    method: reads,
    times,
    after,
  }),
  fc.record({
    kind: fc.constantFrom('empty_page', 'no_cursor', 'repeat_cursor'),
    method: reads,
    times,
    after,
  }),
  fc.record({
    kind: fc.constant('truncate_users'),
    max: fc.nat({ max: 1 }),
    method: reads,
    times,
    after,
  }),
  fc.record({ kind: fc.constant('html_file'), times }),
);

/** Early steps happen in every run, late ones only in long ones. */
const step = fc.oneof(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 400 }));
const audit = fc.constantFrom('quick', 'quick', 'history', 'full');

/** Seconds into the run: in the middle of reading, or long after it. */
const moment: fc.Arbitrary<Moment> = fc
  .tuple(
    fc.oneof(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 300_000 })),
    fc.oneof(
      fc.record({ act }),
      fc.record({ act }),
      fc.record({ deliver: fc.integer({ min: 1, max: 6 }) }),
    ),
  )
  .map(([at, what]) => ({ at, ...what }));

const commands: { weight: number; arbitrary: fc.Arbitrary<Command> }[] = [
  { weight: 26, arbitrary: act },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pass'),
      ms: fc.constantFrom(1000, 12_000, 60_000, 3_600_000, 3 * 86_400_000),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('deliver'),
      count: fc.integer({ min: 1, max: 10 }),
      newestFirst: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('redeliver'), back: pick }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('lose'), count: fc.integer({ min: 1, max: 8 }) }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('fault'), fault }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('memory'),
      trouble: fc.oneof(
        fc.record({
          trouble: fc.constantFrom('down', 'lost_answer'),
          calls: fc.integer({ min: 1, max: 4 }),
        }),
        fc.record({
          trouble: fc.constant('slow'),
          calls: times,
          ms: fc.constantFrom(800, 12_000),
        }),
      ),
    }),
  },
  {
    weight: 11,
    arbitrary: fc.record({
      do: fc.constant('sync'),
      audit,
      crash: fc.oneof(fc.constant(0), fc.constant(0), step),
      meanwhile: fc.array(fc.record({ step, act }), { maxLength: 4 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('attend'),
      audit,
      crash: fc.oneof(fc.constant(0), fc.constant(0), step),
      ms: fc.constantFrom(5000, 60_000, 600_000),
      moments: fc.array(moment, { maxLength: 8 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('takeover'), audit, pause: step, wake: step }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'lose_ledger' }) },
];

/** Any life of a workspace, with everything that may happen to the engine on the way. */
export const arbitrarySchedule: fc.Arbitrary<Schedule> = fc.record({
  setup,
  commands: fc.array(fc.oneof(...commands), { minLength: 1, maxLength: 40, size: 'max' }),
});
