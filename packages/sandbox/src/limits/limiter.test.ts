import { ErrorCode } from '@slack/web-api';
import { expect, test } from 'vitest';
import { methods } from '../oracle/oracle.ts';
import { sandboxFixture } from '../testing/sandbox-fixture.ts';
import { Limiter } from './limiter.ts';

const { sandbox, world, clock, limiter, calls, client, room } = await sandboxFixture();
const bot = client();

test('[SBX-2] a call above its tier is refused with the seconds to wait, other methods go on', async () => {
  limiter.mode = 'tiers';
  // tier 2: twenty a minute, one more as the burst
  for (let i = 0; i < 21; i++) await bot.users.list({ limit: 1 });
  await clock.advance(10_000);
  await expect(bot.users.list({ limit: 1 })).rejects.toMatchObject({
    code: ErrorCode.RateLimitedError,
    retryAfter: 50,
  });
  expect((await bot.conversations.list({})).ok).toBe(true);
  await clock.advance(50_000);
  expect((await bot.users.list({ limit: 1 })).ok).toBe(true);
  expect(calls.of('users.list')).toEqual({ calls: 23, refused: 1 });
});

test('[SBX-2] whoever plans at the tier is never refused', async () => {
  limiter.mode = 'tiers';
  for (let i = 0; i < 120; i++) {
    await bot.conversations.list({ limit: 1 });
    await clock.advance(3_000);
  }
  expect(calls.total).toEqual({ calls: 120, refused: 0 });
});

test('[SBX-2] clamped: history and replies once a minute, 15 objects by default and at most', async () => {
  limiter.mode = 'clamped';
  const { mara, channel } = room();
  for (let i = 0; i < 40; i++) world.post({ channel: channel.id, user: mara.id, text: `${i}` });
  const first = await bot.conversations.history({ channel: channel.id, limit: 999 });
  expect(first.messages).toHaveLength(15);
  expect(first.has_more).toBe(true);
  const again = bot.conversations.history({ channel: channel.id });
  await expect(again).rejects.toMatchObject({ retryAfter: 60 });
  const ts = first.messages?.[0]?.ts ?? '';
  expect((await bot.conversations.replies({ channel: channel.id, ts })).ok).toBe(true);
  await clock.advance(60_000);
  const next = await bot.conversations.history({ channel: channel.id });
  expect(next.messages).toHaveLength(15);
});

test('[SBX-2] about one message a second and channel', async () => {
  limiter.mode = 'tiers';
  const one = room('one').channel.id;
  const two = room('two').channel.id;
  for (let i = 0; i < 5; i++) await bot.chat.postMessage({ channel: one, text: 'x' });
  await expect(bot.chat.postMessage({ channel: one, text: 'x' })).rejects.toMatchObject({
    code: ErrorCode.RateLimitedError,
  });
  expect((await bot.chat.postMessage({ channel: two, text: 'x' })).ok).toBe(true);
  limiter.mode = 'off';
  expect(sandbox.truth.now().channels.map(({ messages }) => messages.length)).toEqual([5, 1]);
});

test('[SBX-1] every method has the rate of its tier in the oracle', () => {
  const perMinute = { t1: 1, t2: 20, t3: 50, t4: 100, t5: 300 };
  for (const [name, rules] of Object.entries(methods)) {
    const fresh = new Limiter(clock, 'tiers');
    const rate = perMinute[rules?.tier ?? 't3'];
    let passed = 0;
    while (fresh.take(name, 'A1') === undefined) passed++;
    expect([name, passed]).toEqual([name, rate + Math.floor(rate / 20)]);
    expect(fresh.take(name, 'A2')).toBeUndefined();
  }
});
