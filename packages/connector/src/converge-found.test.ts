import { describe, expect, it } from 'vitest';
import { play } from './testing/converge/play.ts';
import type { Act, Command, Meanwhile, Setup } from './testing/converge/schedule.ts';

const plain: Setup = {
  limits: 'tiers',
  deletes: 'forget',
  edits: 'version',
  select: 'all',
  pageSize: 0,
  events: false,
  late: 'lost',
};
const told: Setup = { ...plain, events: true };

const post: Act = { act: 'post', ms: 0, channel: 0, who: 0 };
const reply = (message = 0, broadcast = false): Act => ({
  act: 'reply',
  ms: 0,
  message,
  who: 0,
  broadcast,
});
const remove = (message: number): Act => ({ act: 'remove', ms: 0, message });
const restore: Act = { act: 'restore', ms: 0, message: 0 };
const edit = (message: number): Act => ({
  act: 'edit',
  ms: 0,
  message,
  unmarked: false,
  back: false,
});
const upload = (hasText: boolean): Act => ({
  act: 'upload',
  ms: 0,
  channel: 0,
  who: 0,
  hasText,
  reply: null,
});
const pass = (ms: number): Command => ({ do: 'pass', ms });
const deliver = (count = 100, newestFirst = false): Command => ({
  do: 'deliver',
  count,
  newestFirst,
});
const run = (more: { crash?: number; meanwhile?: Meanwhile[] } = {}): Command => ({
  do: 'sync',
  audit: 'quick',
  crash: 0,
  meanwhile: [],
  ...more,
});
const first = (act: Act): Meanwhile[] => [{ step: 1, act }];

async function converges(commands: Command[], setup: Setup = plain): Promise<void> {
  const { complaints } = await play({ setup, commands });
  expect(complaints).toEqual([]);
}

/** Schedules that did not converge once, each as small as it could be made. */
describe('what random schedules found', () => {
  it('found 1: an owner that lost its ledger before it began says so', () =>
    converges([{ do: 'takeover', audit: 'quick', pause: 1, wake: 9 }, remove(0)]));

  it('found 2: a followed channel that nobody shows us any more stops no other', () =>
    converges(
      [
        run(),
        { act: 'convert', ms: 0, channel: 0 },
        { act: 'bot_leaves', ms: 0, channel: 0 },
        { ...post, channel: 1 },
      ],
      { ...plain, select: 'ids' },
    ));

  it('found 3: an old deletion told again does not bring the second one back to life', () =>
    converges(
      [
        post,
        run(),
        pass(30_000),
        remove(4),
        deliver(),
        run(),
        pass(30_000),
        restore,
        pass(30_000),
        remove(4),
        deliver(1, true),
        run(),
        { do: 'redeliver', back: 1 },
        run(),
        deliver(),
        run(),
      ],
      told,
    ));

  it('found 4: after a lost ledger late events bring no deleted words back', () =>
    converges(
      [run({ meanwhile: first(post) }), remove(4), { do: 'lose_ledger' }, run(), deliver(1), run()],
      told,
    ));

  it('found 5: broadcasts do not hide that another reply is gone', () =>
    converges([run({ meanwhile: first(reply(0, true)) }), remove(1)]));

  it('found 6: a reaction told of an unknown reply does not make the reply disappear', () =>
    converges([{ act: 'react', ms: 0, message: 1, who: 0, emoji: 0 }, deliver(), run()], told));

  it('found 7: replies under a deleted root are read', () =>
    converges([
      run(),
      run({ meanwhile: [...first(remove(0)), ...first(reply(1))] }),
      pass(60_000),
      run(),
    ]));

  it('found 8: a replaced version is forgotten, wherever its writer died', async () => {
    for (let crash = 44; crash <= 64; crash += 2)
      await converges([run(), pass(20_000), edit(2), run({ crash })], {
        ...plain,
        edits: 'replace',
      });
  });

  it('found 9: a file is owed together with its key', async () => {
    for (let crash = 46; crash <= 66; crash += 2) {
      await converges([upload(true), run({ crash })]);
      const deleted: Act = { act: 'delete_file', ms: 0, file: 0 };
      await converges([upload(true), run(), pass(20_000), deleted, run({ crash })]);
    }
  });

  it('found 10: after a lost ledger late events write no older version', () =>
    converges([edit(0), edit(0), run(), { do: 'lose_ledger' }], { ...told, late: 'delivered' }));

  it('found 11: a reply that only an event told is audited', () =>
    converges([run({ meanwhile: [{ step: 42, act: reply(2) }] }), deliver(), remove(4)], told));

  it('found 12: replies do not wait for a file that was deleted', () =>
    converges([
      upload(false),
      run(),
      reply(4),
      pass(20_000),
      run(),
      { act: 'delete_file', ms: 0, file: 0 },
      pass(20_000),
      reply(4),
    ]));

  it('found 13: a restored reply comes after its parent, also when its deletion came first', () =>
    converges([remove(1), { ...restore, ms: 5000 }, deliver(2), run()], told));

  it('found 14: a read that is some seconds old takes nothing away', () =>
    converges(
      [
        run(),
        pass(20_000),
        post,
        deliver(),
        {
          do: 'fault',
          fault: { kind: 'stale', ms: 8000, method: 'conversations.history', times: 2 },
        },
        run(),
        pass(1000),
        run(),
      ],
      told,
    ));

  it('found 15: a channel never proves that a reply is gone', () =>
    converges([{ act: 'react', ms: 0, message: 13, who: 0, emoji: 0 }, deliver(1)], {
      ...told,
      late: 'lost',
      limits: 'clamped',
      pageSize: 2,
    }));

  it('found 16: after a lost ledger a page some seconds old brings no older version back', () =>
    converges([
      run({
        meanwhile: [
          {
            step: 1,
            act: { act: 'edit', ms: 0, message: 0, unmarked: false, back: false },
          },
        ],
      }),
      { do: 'lose_ledger' },
      {
        do: 'fault',
        fault: { kind: 'stale', ms: 8000, method: 'conversations.history', times: 1, after: 0 },
      },
      { do: 'takeover', audit: 'quick', pause: 1, wake: 1 },
    ]));

  it('found 17: who listens for deliveries hears the end of a run that came while it drained', () =>
    converges(
      [
        {
          do: 'attend',
          audit: 'quick',
          crash: 0,
          ms: 600_000,
          moments: [
            { at: 1, act: { act: 'create_channel', ms: 0, isIn: false, isPrivate: false } },
            { at: 16_260, deliver: 1 },
          ],
        },
        { act: 'edit', ms: 0, message: 0, unmarked: false, back: false },
      ],
      { ...told, late: 'lost', limits: 'tiers' },
    ));
});
