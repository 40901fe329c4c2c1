import { VirtualClock } from '@belay/sandbox/clock/virtual-clock';
import { startSandbox } from '@belay/sandbox/start-sandbox';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Clock } from '../clock.ts';
import { SlackWorkspace } from './slack-workspace.ts';

const virtual = new VirtualClock(Date.UTC(2026, 10, 2, 9));
const sandbox = await startSandbox({ clock: virtual, limits: 'tiers' });
const { world } = sandbox;

/** Sleeping moves the sandbox's time on. */
const clock: Clock = { now: () => virtual.now(), sleep: (ms) => virtual.advance(ms) };

const workspace = (token = sandbox.botToken) =>
  new SlackWorkspace({ token, clock, apiUrl: sandbox.apiUrl, random: () => 0 });

afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
  sandbox.limiter.mode = 'tiers';
});

function room(messages: number) {
  const mara = world.addUser({ name: 'mara', email: 'mara@ropes.example' });
  const channel = world.addChannel({ name: 'rope', members: [mara.id, sandbox.app.botUserId] });
  const said = Array.from({ length: messages }, (_, i) =>
    world.post({ channel: channel.id, user: mara.id, text: `${i}` }),
  );
  return { mara, channel, said };
}

test('[SYN-2] at the real tier no call is rejected, and little time is left unused', async () => {
  const { channel } = room(3);
  const slack = workspace();
  const began = clock.now();
  for (let i = 0; i < 200; i += 1) await slack.history(channel.id, {});
  expect(slack.usage()['conversations.history']).toMatchObject({ requests: 200, rejected: 0 });
  // 200 at 50 a minute: the last one may leave when three minutes are over
  expect(clock.now() - began).toBeLessThanOrEqual(4 * 60_000 * 1.03);
});

test('[SYN-2] the clamped mode is noticed, planned for, and costs no rejection from then on', async () => {
  sandbox.limiter.mode = 'clamped';
  const { channel, said } = room(60);
  const slack = workspace();
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await slack.history(channel.id, cursor === undefined ? {} : { cursor });
    seen.push(...page.messages.map(({ ts }) => ts));
    cursor = page.cursor;
  } while (cursor !== undefined);
  expect(seen).toEqual(said.map(({ ts }) => ts).reverse());
  expect(slack.isClamped).toBe(true);
  expect(slack.usage()['conversations.history']?.rejected).toBeLessThanOrEqual(1);
});

test('[SYN-2] faults of paging have defined ends', async () => {
  const { channel } = room(5);
  const slack = workspace();
  const method = 'conversations.history';
  sandbox.faults.add({ method, kind: 'empty_page', times: 1 });
  expect(await slack.history(channel.id, {})).toMatchObject({ messages: [], hasMore: true });
  sandbox.faults.add({ method, kind: 'error', error: 'invalid_cursor', times: 1 });
  await expect(slack.history(channel.id, {})).rejects.toMatchObject({ class: 'protocol' });
  sandbox.faults.add({ method, kind: 'http', status: 503, times: 2 });
  expect((await slack.history(channel.id, {})).messages).toHaveLength(5);
});

test('[SYN-9] a token without the scope, and one that is none', async () => {
  const { channel } = room(1);
  const reader = workspace(sandbox.token({ scopes: ['channels:read'] }));
  await expect(reader.history(channel.id, {})).rejects.toMatchObject({
    class: 'scope',
    needed: expect.stringContaining('channels:history'),
  });
  expect(await reader.groups()).toEqual(new Map());
  expect((await reader.identity()).scopes).toEqual(['channels:read']);
  await expect(workspace('xoxb-unknown').identity()).rejects.toMatchObject({ class: 'auth' });
});

test('[MAP-5] the full set behind truncated reactions', async () => {
  const { channel, said } = room(1);
  const ts = said[0]?.ts ?? '';
  const fans = ['kim', 'lee', 'max'].map((name) => world.addUser({ name }));
  for (const { id } of fans) world.react(channel.id, ts, id, 'tada');
  sandbox.faults.add({ method: 'conversations.history', kind: 'truncate_users', max: 1, times: 1 });
  const slack = workspace();
  const page = await slack.history(channel.id, {});
  expect(page.messages[0]?.reactions).toMatchObject([{ emoji: 'tada', count: 3 }]);
  expect(page.messages[0]?.reactions[0]?.users).toHaveLength(1);
  const full = await slack.reactions(channel.id, ts);
  expect(full.messages[0]?.reactions[0]?.users.toSorted()).toEqual(
    fans.map(({ id }) => id).toSorted(),
  );
});
