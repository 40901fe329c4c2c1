import { ErrorCode, WebClient } from '@slack/web-api';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { VirtualClock } from './clock/virtual-clock.ts';
import { startSandbox } from './start-sandbox.ts';

const clock = new VirtualClock(Date.UTC(2026, 10, 2, 9));
const sandbox = await startSandbox({ clock });
const client = (token = sandbox.botToken) =>
  new WebClient(token, {
    slackApiUrl: sandbox.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
const { world } = sandbox;

afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

function room(members: string[] = []) {
  const mara = world.addUser({ name: 'mara', email: 'mara@ropes.example' });
  const channel = world.addChannel({ name: 'rope', members: [mara.id, ...members] });
  return { mara, channel };
}

test('[SBX-1] the official client signs in and reads a channel', async () => {
  const { mara, channel } = room([sandbox.app.botUserId]);
  world.post({ channel: channel.id, user: mara.id, text: 'the rope holds' });
  const who = await client().auth.test();
  expect(who).toMatchObject({
    ok: true,
    team_id: world.team.current.id,
    bot_id: sandbox.app.botId,
  });
  const page = await client().conversations.history({ channel: channel.id });
  expect(page.messages).toMatchObject([{ text: 'the rope holds', user: mara.id, type: 'message' }]);
});

test('[SBX-2] history is newest first, its bounds exclusive, its cursors bound to their query', async () => {
  const { mara, channel } = room([sandbox.app.botUserId]);
  const said = [];
  for (let i = 0; i < 5; i++) {
    await clock.advance(60_000);
    said.push(world.post({ channel: channel.id, user: mara.id, text: `${i}` }).ts);
  }
  const history = (more: object) =>
    client().conversations.history({ channel: channel.id, ...more });
  const first = await history({ limit: 2 });
  expect(first.messages?.map((m) => m.text)).toEqual(['4', '3']);
  expect(first.has_more).toBe(true);
  const cursor = first.response_metadata?.next_cursor ?? '';
  const second = await history({ limit: 2, cursor });
  expect(second.messages?.map((m) => m.text)).toEqual(['2', '1']);
  await expect(history({ cursor, oldest: said[0] })).rejects.toThrow('invalid_cursor');
  const between = { oldest: said[1], latest: said[3] };
  expect((await history(between)).messages?.map((m) => m.text)).toEqual(['2']);
  expect((await history({ ...between, inclusive: true })).messages).toHaveLength(3);
});

test('[SBX-2] the root is repeated on every page of its replies', async () => {
  const { mara, channel } = room([sandbox.app.botUserId]);
  const root = world.post({ channel: channel.id, user: mara.id, text: 'root' });
  for (let i = 0; i < 4; i++) {
    await clock.advance(1000);
    world.reply({ channel: channel.id, user: mara.id, text: `r${i}`, threadTs: root.ts });
  }
  const replies = (cursor?: string) =>
    client().conversations.replies({
      channel: channel.id,
      ts: root.ts,
      limit: 3,
      ...(cursor ? { cursor } : {}),
    });
  const first = await replies();
  const second = await replies(first.response_metadata?.next_cursor);
  const pages = [first, second].map((page) => page.messages?.map((m) => m.text));
  expect(pages).toEqual([
    ['root', 'r0', 'r1'],
    ['root', 'r2', 'r3'],
  ]);
});

test('[SBX-2] a bot reads no channel that it is not in; a private one does not even exist', async () => {
  const { mara, channel } = room();
  const secret = world.addChannel({ name: 'secret', kind: 'private', members: [mara.id] });
  const read = (id: string) => client().conversations.history({ channel: id });
  await expect(read(channel.id)).rejects.toThrow('not_in_channel');
  await expect(read(secret.id)).rejects.toThrow('channel_not_found');
});

test('[SBX-1] a missing scope is named with what was provided', async () => {
  room();
  const poor = client(sandbox.token({ scopes: ['channels:history'] }));
  await expect(poor.users.list({})).rejects.toMatchObject({
    code: ErrorCode.PlatformError,
    data: { error: 'missing_scope', needed: 'users:read', provided: 'channels:history' },
  });
});
