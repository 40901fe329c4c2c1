import { expect, test } from 'vitest';
import { sandboxFixture } from '../testing/sandbox-fixture.ts';

const { sandbox, world, clock, faults, client, room } = await sandboxFixture();
const bot = client();
const method = 'conversations.history';

async function talk(count: number) {
  const { mara, channel } = room();
  for (let i = 0; i < count; i++) {
    await clock.advance(1_000);
    world.post({ channel: channel.id, user: mara.id, text: `${i}` });
  }
  const read = (more: object = {}) => bot.conversations.history({ channel: channel.id, ...more });
  return { mara, channel, read };
}

test('[SBX-2] short and empty pages hold less than asked though more exist', async () => {
  const { read } = await talk(4);
  faults.add({ kind: 'empty_page', method, times: 1 });
  faults.add({ kind: 'short_page', method, size: 1, times: 1 });
  const empty = await read();
  expect(empty).toMatchObject({ messages: [], has_more: true });
  const short = await read({ cursor: empty.response_metadata?.next_cursor });
  expect(short.messages?.map(({ text }) => text)).toEqual(['3']);
  const rest = await read({ cursor: short.response_metadata?.next_cursor });
  expect(rest).toMatchObject({ has_more: false });
  expect(rest.messages?.map(({ text }) => text)).toEqual(['2', '1', '0']);
});

test('[SBX-2] a stale read sees the world as it was up to 8 s ago', async () => {
  const { mara, channel, read } = await talk(1);
  await clock.advance(10_000);
  const ts = sandbox.truth.now().channels[0]?.messages[0]?.ts;
  world.edit(channel.id, String(ts), { text: 'edited' });
  world.post({ channel: channel.id, user: mara.id, text: 'new' });
  await clock.advance(5_000);
  faults.add({ kind: 'stale', method, ms: 8_000, times: 1 });
  expect((await read()).messages?.map(({ text }) => text)).toEqual(['0']);
  expect((await read()).messages?.map(({ text }) => text)).toEqual(['new', 'edited']);
});

test('[SBX-2] truncated users keep their count; reactions.get?full gives all', async () => {
  const { channel, read } = await talk(1);
  const ts = String(sandbox.truth.now().channels[0]?.messages[0]?.ts);
  for (let i = 0; i < 5; i++)
    world.react(channel.id, ts, world.addUser({ name: `u${i}` }).id, 'up');
  faults.add({ kind: 'truncate_users', max: 2 });
  const [message] = (await read()).messages ?? [];
  expect(message?.reactions?.[0]).toMatchObject({ count: 5 });
  expect(message?.reactions?.[0]?.users).toHaveLength(2);
  const full = await bot.reactions.get({ channel: channel.id, timestamp: ts, full: true });
  expect(full.message?.reactions?.[0]?.users).toHaveLength(5);
});

test('[SBX-2] a free plan serves nothing before its line and says is_limited', async () => {
  const { read } = await talk(3);
  const before = String(sandbox.truth.now().channels[0]?.messages[1]?.ts);
  faults.add({ kind: 'limited', method, before });
  const page = await read();
  expect(page.messages?.map(({ text }) => text)).toEqual(['2', '1']);
  expect(page).toMatchObject({ is_limited: true, has_more: false });
});

test('[SBX-2] cursors: absent with has_more, repeated, and dead after an hour', async () => {
  const { read } = await talk(5);
  faults.add({ kind: 'no_cursor', method, times: 1 });
  const lost = await read({ limit: 1 });
  expect(lost.has_more).toBe(true);
  expect(lost.response_metadata?.next_cursor).toBeUndefined();
  const cursor = (await read({ limit: 1 })).response_metadata?.next_cursor;
  faults.add({ kind: 'repeat_cursor', method, times: 1 });
  expect((await read({ limit: 1, cursor })).response_metadata?.next_cursor).toBe(cursor);
  await clock.advance(3_600_001);
  await expect(read({ limit: 1, cursor })).rejects.toThrow('invalid_cursor');
});

test('[SBX-2] named errors, statuses with a page, and calls that pass first', async () => {
  const { read } = await talk(1);
  faults.add({ kind: 'error', method, error: 'fatal_error', after: 1, times: 1 });
  await read();
  await expect(read()).rejects.toThrow('fatal_error');
  const remove = faults.add({ kind: 'http', method, status: 503 });
  await expect(read()).rejects.toMatchObject({ statusCode: 503 });
  remove();
  expect((await read()).ok).toBe(true);
});

test('[SBX-2] a write may land after its timeout, or not at all', async () => {
  const { channel } = room();
  const say = async (text: string) => {
    const answer = bot.chat.postMessage({ channel: channel.id, text }).catch(() => 'broken');
    while (clock.next === undefined) await new Promise((resolve) => setImmediate(resolve));
    await clock.advance(30_000);
    return answer;
  };
  faults.add({ kind: 'late_write', method: 'chat.postMessage', ms: 30_000, times: 1 });
  expect(await say('landed')).toBe('broken');
  faults.add({ kind: 'timeout', method: 'chat.postMessage', ms: 30_000, times: 1 });
  expect(await say('never')).toBe('broken');
  const texts = sandbox.truth.now().channels[0]?.messages.map(({ text }) => text);
  expect(texts).toEqual(['landed']);
});

test('[SBX-2] a slow answer takes its time on the sandbox clock', async () => {
  const { read } = await talk(1);
  faults.add({ kind: 'slow', method, ms: 20_000, times: 1 });
  let isDone = false;
  const answer = read().then(() => {
    isDone = true;
  });
  while (clock.next === undefined) await new Promise((resolve) => setImmediate(resolve));
  await clock.advance(19_999);
  expect(isDone).toBe(false);
  await clock.advance(1);
  await answer;
});
