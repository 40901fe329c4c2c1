import { expect, test } from 'vitest';
import { sandboxFixture } from '../testing/sandbox-fixture.ts';

const { sandbox, world, clock, client, room } = await sandboxFixture({ limits: 'tiers' });
const bot = client();

test('[SBX-2] where only admins post, the app may not', async () => {
  const { mara, channel } = room();
  world.restrict(channel.id, true);
  const post = () => bot.chat.postMessage({ channel: channel.id, text: 'x' });
  await expect(post()).rejects.toThrow('restricted_action');
  const whisper = { channel: channel.id, user: mara.id, text: 'x' };
  await expect(bot.chat.postEphemeral(whisper)).rejects.toThrow('restricted_action');
  world.restrict(channel.id, false);
  expect((await post()).ok).toBe(true);
});

test('[SBX-2] a kicked bot, a bot in an archive', async () => {
  const { mara, channel } = room();
  const { ts = '' } = await bot.chat.postMessage({ channel: channel.id, text: 'card' });
  world.archive(channel.id, mara.id);
  const update = bot.chat.update({ channel: channel.id, ts, text: 'card 2' });
  await expect(update).rejects.toThrow('is_inactive');
  const secret = world.addChannel({
    name: 'secret',
    kind: 'private',
    members: [mara.id, sandbox.app.botUserId],
  });
  world.leave(secret.id, sandbox.app.botUserId);
  const post = bot.chat.postMessage({ channel: secret.id, text: 'x' });
  await expect(post).rejects.toThrow('channel_not_found');
});

test('[SBX-2] a workspace takes 300 posts a minute and a twentieth more, over all channels', async () => {
  const members = [sandbox.app.botUserId];
  const ids = Array.from({ length: 64 }, (_, i) => world.addChannel({ name: `c${i}`, members }).id);
  let posted = 0;
  let retryAfter: unknown;
  for (const channel of ids)
    for (let i = 0; i < 5 && retryAfter === undefined; i++)
      await bot.chat.postMessage({ channel, text: 'x' }).then(
        () => {
          posted++;
        },
        (error: { retryAfter?: number }) => {
          retryAfter = error.retryAfter;
        },
      );
  expect({ posted, retryAfter }).toEqual({ posted: 315, retryAfter: 60 });
});

test('[SBX-2] a message a second in a channel, and the others go on', async () => {
  const { channel } = room();
  const other = world.addChannel({ name: 'other', members: [sandbox.app.botUserId] });
  const post = (id: string) => bot.chat.postMessage({ channel: id, text: 'x' });
  const refused = async (id: string) =>
    post(id).catch((error: { retryAfter: number }) => error.retryAfter);
  for (let i = 0; i < 5; i++) await post(channel.id);
  expect(await refused(channel.id)).toBe(5);
  expect((await post(other.id)).ok).toBe(true);
  await clock.advance(5_000);
  expect((await post(channel.id)).ok).toBe(true);
});

test('[SBX-2] a switch loses the answer of a post that stands, with its metadata', async () => {
  const { channel } = room();
  sandbox.switches.flip('unanswered', true);
  const metadata = { event_type: 'belay_card', event_payload: { key: 'k1' } };
  const post = bot.chat.postMessage({ channel: channel.id, text: 'card', metadata });
  const lost = expect(post).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
  await expect.poll(() => clock.next).toBeDefined();
  await clock.advance(3_000);
  await lost;
  sandbox.switches.mend();
  const page = await bot.conversations.history({
    channel: channel.id,
    include_all_metadata: true,
  });
  expect(page.messages).toMatchObject([{ text: 'card', metadata }]);
});

test('[SBX-1] a thread gives the metadata of its posts to who asks', async () => {
  const { mara, channel } = room();
  const root = world.post({ channel: channel.id, user: mara.id, text: 'root' });
  const metadata = { event_type: 'belay_line', event_payload: { message: 'msg_1' } };
  await bot.chat.postMessage({ channel: channel.id, text: 'a', thread_ts: root.ts, metadata });
  const replies = await bot.conversations.replies({
    channel: channel.id,
    ts: root.ts,
    include_all_metadata: true,
  });
  expect(replies.messages?.[1]).toMatchObject({ metadata });
});

test('[SBX-1] guests, strangers and unconfirmed addresses are told apart', async () => {
  room();
  const email = 'a@ropes.example';
  const info = async (more: object) => {
    const { id } = world.addUser({ name: 'a', email, ...more });
    return (await bot.users.info({ user: id })).user;
  };
  expect(await info({})).toMatchObject({ is_restricted: false, is_email_confirmed: true });
  expect(await info({ isUltraRestricted: true })).toMatchObject({
    is_restricted: true,
    is_ultra_restricted: true,
  });
  expect(await info({ isEmailConfirmed: false })).toMatchObject({ is_email_confirmed: false });
  const stranger = await info({ teamId: 'T09ELSEWHER', isStranger: true });
  expect(stranger).toMatchObject({ is_stranger: true, team_id: 'T09ELSEWHER' });
  expect(stranger?.profile).not.toHaveProperty('email');
});

test('[SBX-1] blocks in attachments keep the same limits, metadata its own', async () => {
  const { channel } = room();
  const post = (more: object) => bot.apiCall('chat.postMessage', { channel: channel.id, ...more });
  const attachments = [{ blocks: [{ type: 'no such block' }] }];
  await expect(post({ text: 'x', attachments })).rejects.toThrow('invalid_blocks');
  const metadata = { event_type: 'card', event_payload: { key: 'x'.repeat(16_001) } };
  await expect(post({ text: 'x', metadata })).rejects.toThrow('metadata_too_large');
});

test.each([
  ['a label of 76', { text: { type: 'plain_text', text: 'x'.repeat(76) } }],
  ['a value of 2,001', { value: 'x'.repeat(2001) }],
  ['a link of 3,001', { url: `https://a.example/${'x'.repeat(3001)}` }],
  ['a style that is none', { style: 'loud' }],
  ['an id of 256', { action_id: 'x'.repeat(256) }],
])('[SBX-1] a button with %s is refused', async (_, more) => {
  const { channel } = room();
  const text = { type: 'plain_text', text: 'Take over' };
  const elements = [{ type: 'button', action_id: 'a', text, ...more }];
  const blocks = [{ type: 'actions', elements }];
  const post = bot.apiCall('chat.postMessage', { channel: channel.id, text: 'x', blocks });
  await expect(post).rejects.toThrow('invalid_blocks');
});

test('[SBX-1] the authorizations of an event are asked for with the app-level token', async () => {
  const app = client({ kind: 'app' });
  const list = (event_context: string) =>
    app.apiCall('apps.event.authorizations.list', { event_context });
  expect(await list('4-EvABC')).toMatchObject({
    authorizations: [{ user_id: sandbox.app.botUserId, is_enterprise_install: false }],
  });
  await expect(list('nothing')).rejects.toThrow('invalid_event_context');
});
