import { expect, test } from 'vitest';
import { sandboxFixture } from '../testing/sandbox-fixture.ts';

const { sandbox, world, client, room } = await sandboxFixture();
const bot = client();

test('[SBX-1] lists are paged, filtered by kind, and hide private channels of others', async () => {
  const { mara } = room('general');
  const members = [mara.id, sandbox.app.botUserId];
  for (let i = 0; i < 4; i++) world.addChannel({ name: `open-${i}`, members: [mara.id] });
  world.addChannel({ name: 'ours', kind: 'private', members });
  world.addChannel({ name: 'hers', kind: 'private', members: [mara.id] });
  const names: (string | undefined)[] = [];
  let cursor: string | undefined;
  do {
    const page = await bot.conversations.list({
      types: 'public_channel,private_channel',
      limit: 2,
      ...(cursor ? { cursor } : {}),
    });
    names.push(...(page.channels ?? []).map(({ name }) => name));
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  expect(names).toEqual(['general', 'open-0', 'open-1', 'open-2', 'open-3', 'ours']);
  const mine = await bot.users.conversations({ types: 'public_channel,private_channel' });
  expect(mine.channels?.map(({ name }) => name)).toEqual(['general', 'ours']);
});

test('[SBX-1] each kind of channel has its own scope', async () => {
  const poor = client({ scopes: ['channels:read', 'channels:history'] });
  const list = poor.conversations.list({ types: 'public_channel,private_channel' });
  await expect(list).rejects.toMatchObject({
    data: { error: 'missing_scope', needed: 'groups:read' },
  });
  const members = [sandbox.app.botUserId];
  const secret = world.addChannel({ name: 'secret', kind: 'private', members });
  await expect(poor.conversations.history({ channel: secret.id })).rejects.toMatchObject({
    data: { error: 'missing_scope', needed: 'groups:history' },
  });
});

test('[SBX-1] joining: new, twice, private, archived', async () => {
  const mara = world.addUser({ name: 'mara' });
  const open = world.addChannel({ name: 'open', members: [mara.id] });
  const joined = await bot.conversations.join({ channel: open.id });
  expect(joined.channel).toMatchObject({ id: open.id, is_member: true });
  const again = await bot.conversations.join({ channel: open.id });
  expect(again.response_metadata?.warnings).toEqual(['already_in_channel']);
  const page = await bot.conversations.history({ channel: open.id });
  expect(page.messages).toMatchObject([{ subtype: 'channel_join', user: sandbox.app.botUserId }]);
  world.archive(open.id, mara.id);
  const join = (id: string) => bot.conversations.join({ channel: id });
  await expect(join(open.id)).rejects.toThrow('is_archived');
  const hers = world.addChannel({ name: 'hers', kind: 'private', members: [mara.id] });
  await expect(join(hers.id)).rejects.toThrow('channel_not_found');
  const members = [sandbox.app.botUserId];
  const ours = world.addChannel({ name: 'ours', kind: 'private', members });
  await expect(join(ours.id)).rejects.toThrow('method_not_supported_for_channel_type');
});

test.each([
  ['Rope', 'invalid_name_specials'],
  ['two words', 'invalid_name_specials'],
  ['--', 'invalid_name_punctuation'],
  ['x'.repeat(81), 'invalid_name_maxlength'],
  ['rope', 'name_taken'],
])('[SBX-1] a channel named %s is refused', async (name, error) => {
  room('rope');
  await expect(bot.conversations.create({ name })).rejects.toThrow(error);
});

test('[SBX-1] a created channel is renamed, described, invited to, archived and taken back', async () => {
  const mara = world.addUser({ name: 'mara' });
  const { channel } = await bot.conversations.create({ name: 'höhenarbeit' });
  const id = channel?.id ?? '';
  await bot.conversations.setTopic({ channel: id, topic: 'ropes' });
  await bot.conversations.setPurpose({ channel: id, purpose: 'climb' });
  await bot.conversations.rename({ channel: id, name: 'seile' });
  await bot.conversations.invite({ channel: id, users: mara.id });
  await bot.conversations.kick({ channel: id, user: mara.id });
  await bot.conversations.archive({ channel: id });
  await expect(bot.conversations.archive({ channel: id })).rejects.toThrow('already_archived');
  await bot.conversations.unarchive({ channel: id });
  const info = await bot.conversations.info({ channel: id, include_num_members: true });
  expect(info.channel).toMatchObject({
    name: 'seile',
    previous_names: ['höhenarbeit'],
    is_archived: false,
    num_members: 1,
    topic: { value: 'ropes' },
    purpose: { value: 'climb' },
  });
});

test('[SBX-1] a direct channel opens once', async () => {
  const mara = world.addUser({ name: 'mara' });
  const first = await bot.conversations.open({ users: mara.id });
  const second = await bot.conversations.open({ users: mara.id });
  expect(second.channel?.id).toBe(first.channel?.id);
  expect(second.already_open).toBe(true);
  expect((await bot.chat.postMessage({ channel: mara.id, text: 'hi' })).channel).toBe(
    first.channel?.id,
  );
});

test('[SBX-2] a changed channel id answers channel_not_found under the old one', async () => {
  const { mara, channel } = room();
  const draft = { channel: channel.id, user: mara.id, name: 'a.txt', content: 'a' };
  const { message } = world.upload({ ...draft, text: 'before' });
  world.pin(channel.id, message.ts, mara.id);
  const moved = world.changeChannelId(channel.id);
  const read = (id: string) => bot.conversations.history({ channel: id });
  await expect(read(channel.id)).rejects.toThrow('channel_not_found');
  expect((await read(moved.id)).messages).toMatchObject([{ text: 'before' }]);
  expect((await bot.pins.list({ channel: moved.id })).items).toHaveLength(1);
  expect((await bot.files.list({ channel: moved.id })).files).toHaveLength(1);
});

test('[SBX-1] people: e-mail by scope, guests by info only, bots by their id', async () => {
  const { mara } = room();
  const guest = world.addUser({ name: 'zoë', teamId: 'T0ELSEWHERE', email: 'zoe@else.example' });
  const listed = await bot.users.list({ limit: 100 });
  expect(listed.members?.map(({ id }) => id)).toEqual([sandbox.app.botUserId, mara.id]);
  expect((await bot.users.info({ user: guest.id })).user).toMatchObject({ team_id: 'T0ELSEWHERE' });
  const shy = await client({ scopes: ['users:read'] }).users.info({ user: mara.id });
  expect(shy.user?.profile?.email).toBeUndefined();
  const found = await bot.users.lookupByEmail({ email: 'MARA@ropes.example' });
  expect(found.user?.id).toBe(mara.id);
  const { bot: info } = await bot.bots.info({ bot: sandbox.app.botId });
  expect(info).toMatchObject({ user_id: sandbox.app.botUserId, name: 'Belay' });
});

test('[SBX-1] a revoked token is dead, and the answer names its scopes until then', async () => {
  const token = sandbox.token({ scopes: ['users:read'] });
  const ask = (method: string) =>
    fetch(`${sandbox.apiUrl}${method}`, { headers: { authorization: `Bearer ${token}` } });
  const alive = await ask('auth.test');
  expect(alive.headers.get('x-oauth-scopes')).toBe('users:read');
  expect(alive.headers.get('date')).toBe(new Date(sandbox.clock.now()).toUTCString());
  await ask('auth.revoke');
  expect(await (await ask('auth.test')).json()).toMatchObject({ error: 'account_inactive' });
});

test('[SBX-1] a user token reads public channels that its person is not in, a bot token not', async () => {
  const mara = world.addUser({ name: 'mara' });
  const jo = world.addUser({ name: 'jo' });
  const open = world.addChannel({ name: 'open', members: [mara.id] });
  world.post({ channel: open.id, user: mara.id, text: 'public' });
  const person = client({ kind: 'user', userId: jo.id, scopes: ['channels:history'] });
  const page = await person.conversations.history({ channel: open.id });
  expect(page.messages).toMatchObject([{ text: 'public' }]);
  await expect(bot.conversations.history({ channel: open.id })).rejects.toThrow('not_in_channel');
});

test('[SBX-1] a deactivated bot and an app-level token get no further', async () => {
  const app = client({ kind: 'app', scopes: ['connections:write'] });
  await expect(app.auth.test()).rejects.toThrow('not_allowed_token_type');
  world.deactivate(sandbox.app.botUserId);
  await expect(bot.auth.test()).rejects.toThrow('account_inactive');
});
