import { readFileSync } from 'node:fs';
import type { ApiFault } from '@belay/sandbox/faults/fault';
import { describe, expect, it } from 'vitest';
import { proofOf } from './proof.ts';
import { play, playUntil } from './testing/converge/play.ts';
import type { Act, Command, Meanwhile, Setup } from './testing/converge/schedule.ts';
import { storedParts } from './testing/converge/stored-memory.ts';

/*
 * Each of these traps has caught another product. Those that lie in other layers are tested there,
 * and the last test of this file holds the table below to that.
 */
const elsewhere: [trap: string, file: string, test: string][] = [
  [
    'trap 17: a page of a huge thread fails',
    'slack/src/client/slack-workspace.test.ts',
    'a thread page that Slack can’t build is asked for in halves',
  ],
  [
    'trap 20: a 429 of one method blocks all',
    'slack/src/client/slack-workspace.test.ts',
    'a 429 pauses its method for Retry-After and asks again; others go on',
  ],
  [
    'trap 21: the token goes off-host with a file address',
    'slack/src/client/download.test.ts',
    'neither request nor token ever goes to %s',
  ],
  [
    'trap 22: the token is printed to logs',
    'cli/src/door/scrub.test.ts',
    'a known secret of any shape never leaves',
  ],
];

const plain: Setup = {
  limits: 'off',
  deletes: 'forget',
  edits: 'version',
  select: 'all',
  pageSize: 0,
  events: false,
  late: 'lost',
};
const told: Setup = { ...plain, events: true, late: 'delivered' };

const post: Act = { act: 'post', ms: 1100, channel: 0, who: 0 };
const burst = (count: number): Act => ({ act: 'burst', ms: 1100, channel: 0, who: 0, count });
/** to the root of three years ago */
const reply: Act = { act: 'reply', ms: 1100, message: 0, who: 1, broadcast: false };
const edit = (message: number): Act => ({
  act: 'edit',
  ms: 1100,
  message,
  unmarked: false,
  back: false,
});
const remove = (message: number): Act => ({ act: 'remove', ms: 1100, message });
const pass = (ms: number): Command => ({ do: 'pass', ms });
const deliver: Command = { do: 'deliver', count: 100, newestFirst: false };
const run = (more: { crash?: number; meanwhile?: Meanwhile[] } = {}): Command => ({
  do: 'sync',
  audit: 'quick',
  crash: 0,
  meanwhile: [],
  ...more,
});
const fault = (fault: ApiFault): Command => ({ do: 'fault', fault });

async function converges(commands: Command[], setup: Setup = plain): Promise<void> {
  const { complaints } = await play({ setup, commands });
  expect(complaints).toEqual([]);
}

/** What the memory holds in the middle of a life, before any full audit could mend it. */
async function lookAfter(commands: Command[], setup: Setup = plain) {
  const { stage, seen } = await playUntil({ setup, commands });
  expect(seen).toEqual([]);
  const live = storedParts(stage.cortex).filter(({ isForgotten }) => !isForgotten);
  const texts = live.filter(({ kind }) => kind === 'text').map(({ value }) => value);
  return { stage, live, texts };
}

const word = (n: number, rev = 0) => `word-${n}-rev-${rev}-end`;

describe('the traps that caught others', () => {
  it('trap 1: newest-first resume', async () => {
    for (let crash = 30; crash <= 110; crash += 8)
      await converges([burst(12), run({ crash }), burst(5), run(), post, run()], {
        ...plain,
        pageSize: 2,
      });
  });

  it('trap 2: the checkpoint is no clock after the fetch', async () => {
    for (let step = 30; step <= 62; step += 4) {
      const meanwhile = [{ step, act: { ...post, ms: 0 } }];
      const { texts } = await lookAfter([run(), run({ meanwhile }), pass(20_000), run()]);
      expect(texts).toContain(word(5));
    }
  });

  it('trap 3: a reply does not move the channel on', async () => {
    const { texts } = await lookAfter([run(), post, reply, pass(20_000), run()]);
    expect(texts).toEqual(expect.arrayContaining([word(5), word(6)]));
  });

  it('trap 4: a reply to a thread of three years ago', async () => {
    const { texts } = await lookAfter([run(), pass(86_400_000), reply, run()]);
    expect(texts).toContain(word(5));
  });

  it('trap 5: live and backfill share their keys', async () => {
    const { texts } = await lookAfter([run(), post, deliver, run(), pass(20_000), run()], told);
    expect(texts.filter((text) => text === word(5))).toHaveLength(1);
    await converges([post, deliver, run(), reply, deliver, run()], told);
  });

  it('trap 6: nothing is counted per delivery', async () => {
    const like: Act = { act: 'react', ms: 1100, message: 4, who: 1, emoji: 0 };
    const again: Command[] = [0, 1, 0, 1, 0].map((back) => ({ do: 'redeliver', back }));
    const { live } = await lookAfter(
      [run(), post, deliver, run(), like, deliver, ...again, run(), pass(60_000), run()],
      told,
    );
    const feedback = live.filter(({ kind }) => kind === 'reactions');
    expect(feedback.map(({ value }) => value)).toEqual(['tada=user:ben@ropes.example']);
  });

  it('trap 7: a channel that met errors is not complete', async () => {
    const failing = fault({
      kind: 'error',
      error: 'not_allowed_now',
      method: 'conversations.history',
      after: 2,
    });
    const { stage } = await lookAfter([burst(9), failing, run()], { ...plain, pageSize: 3 });
    const [channel] = await stage.ledger.ledger.channels();
    if (!channel) throw new Error('no channel was followed');
    expect((await proofOf(stage.ledger.ledger, channel)).messagesThrough).toBeUndefined();
    await converges([burst(9), failing, run()], { ...plain, pageSize: 3 });
  });

  it('trap 8: ok:false over HTTP 200 is no data', async () => {
    const broken = fault({ kind: 'error', error: 'fatal_error', method: 'conversations.history' });
    const before = await lookAfter([run()]);
    const { texts } = await lookAfter([run(), broken, run(), run()]);
    expect(texts).toEqual(before.texts);
  });

  it('trap 9: a sign-in page is never a file', async () => {
    const upload: Act = {
      act: 'upload',
      ms: 0,
      channel: 0,
      who: 0,
      hasText: true,
      reply: null,
    };
    const { stage, live } = await lookAfter([upload, fault({ kind: 'html_file' }), run()]);
    expect(live.filter(({ kind }) => kind === 'file')).toEqual([]);
    expect([...stage.cortex.blobs]).toEqual([]);
    expect([...stage.ledger.mirror.debts.values()]).toMatchObject([
      { kind: 'exception', reason: expect.stringContaining('html_instead_of_file') },
    ]);
  });

  it('trap 10: the state does not grow with threads', async () => {
    const few = await lookAfter([run()]);
    const replies = Array.from({ length: 30 }, (_, i): Act => ({ ...reply, message: 4 + i }));
    const many = await lookAfter([burst(30), ...replies, run(), pass(20_000), run()]);
    expect(many.stage.ledger.mirror.values.size).toBe(few.stage.ledger.mirror.values.size);
    expect(many.stage.ledger.mirror.debts.size).toBe(0);
  });

  it('trap 11: a change is about its message, not about the second it was told in', async () => {
    const { live } = await lookAfter(
      [run(), post, deliver, run(), edit(4), deliver, run(), remove(0), deliver, run()],
      told,
    );
    const current = live.filter(({ kind }) => kind === 'text').map(({ value }) => value);
    expect(current).toContain(word(5, 1));
    expect(current).not.toContain(word(1));
    expect(current.filter((text) => text === word(2))).toHaveLength(1);
    expect(current.join()).not.toContain('This message was deleted');
  });

  it('trap 12: private channels come as channel_type group', async () => {
    const secret: Act = { act: 'convert', ms: 0, channel: 0 };
    const noPages = fault({ kind: 'error', error: 'fatal_error', method: 'conversations.history' });
    const { texts } = await lookAfter([secret, run(), noPages, post, deliver, run()], {
      ...told,
      select: 'ids',
    });
    expect(texts).toContain(word(5));
  });

  it('trap 13: has_more without a cursor, the same cursor again, a cursor that died', async () => {
    for (const method of ['conversations.history', 'conversations.replies'])
      for (const broken of [
        { kind: 'no_cursor' },
        { kind: 'repeat_cursor' },
        { kind: 'error', error: 'invalid_cursor', after: 1 },
      ] satisfies ApiFault[]) {
        const commands = [burst(6), ...Array.from({ length: 6 }, () => reply)];
        await converges([...commands, fault({ ...broken, method, times: 2 }), run(), run()], {
          ...plain,
          pageSize: 2,
        });
      }
  });

  it('trap 14: the root stands on each page of its thread', async () => {
    const replies = Array.from({ length: 7 }, () => reply);
    const { texts } = await lookAfter([...replies, run()], { ...plain, pageSize: 2 });
    expect(texts).toHaveLength(4 + replies.length);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('trap 15: a thread outlives its root, and one that is not found proves nothing', async () => {
    const { texts } = await lookAfter([reply, run(), remove(0), reply, pass(20_000), run()]);
    expect(texts).toEqual(expect.arrayContaining([word(2), word(5)]));
    expect(texts).not.toContain(word(1));
    const lost = fault({
      kind: 'error',
      error: 'thread_not_found',
      method: 'conversations.replies',
      times: 2,
    });
    const kept = await lookAfter([run(), reply, lost, run(), pass(20_000), run()]);
    expect(kept.texts).toContain(word(2));
  });

  it('trap 16: a tombstone never takes the place of what was kept', async () => {
    const keep: Setup = { ...plain, deletes: 'keep' };
    const { texts } = await lookAfter([run(), remove(0), pass(20_000), run()], keep);
    expect(texts.filter((text) => text.startsWith('word-1-'))).toEqual([word(1)]);
    expect(texts.join()).not.toContain('This message was deleted');
  });

  it('trap 18: an empty page with a cursor is no end', async () => {
    for (const method of ['conversations.list', 'conversations.history', 'users.list'])
      await converges(
        [fault({ kind: 'empty_page', method, times: 1 }), burst(4), run(), pass(20_000), run()],
        { ...plain, pageSize: 3 },
      );
  });

  it('trap 19: one poisoned channel does not stop the others', async () => {
    const { stage } = await lookAfter([]);
    const [poisoned = ''] = stage.script.channels;
    const commands: Command[] = [
      fault({ kind: 'error', error: 'fatal_error', channel: poisoned }),
      { ...post, channel: 1 },
      run(),
    ];
    expect((await lookAfter(commands)).texts).toEqual([word(5)]);
    const gone: Act[] = [
      { act: 'convert', ms: 0, channel: 0 },
      { act: 'bot_leaves', ms: 0, channel: 0 },
    ];
    const ids: Setup = { ...plain, select: 'ids' };
    const left = await lookAfter([run(), ...gone, { ...post, channel: 1 }, run()], ids);
    expect(left.texts).toContain(word(5));
  });

  it('trap 23: a renamed channel is the same one', async () => {
    const rename: Act = { act: 'rename', ms: 0, channel: 0 };
    const create: Act = { act: 'create_channel', ms: 0, isIn: true, isPrivate: false };
    const { live } = await lookAfter([run(), rename, create, post, run()]);
    const scopes = live.filter(({ kind }) => kind === 'text').map(({ scope }) => scope);
    expect(new Set(scopes).size).toBe(1);
    await converges([run(), rename, create, { ...post, channel: 2 }, run(), rename, run()]);
  });

  it.each(elsewhere)('%s: tested in %s', (_, file, name) => {
    const source = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    expect(source.includes(name)).toBe(true);
  });
});
