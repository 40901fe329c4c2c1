import { expect, test } from 'vitest';
import { sandboxFixture } from '../testing/sandbox-fixture.ts';

const { sandbox, world, clock, client, room } = await sandboxFixture();
const bot = client();
const card = { event_type: 'card', event_payload: { key: 'k1' } };

test('[SBX-1] a posted message is served back with its author, blocks and metadata', async () => {
  const { channel } = room();
  const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'hi' } }];
  const posted = await bot.chat.postMessage({
    channel: channel.id,
    text: 'hi',
    blocks,
    metadata: card,
  });
  expect(posted).toMatchObject({ ok: true, channel: channel.id, message: { text: 'hi' } });
  const read = (include_all_metadata: boolean) =>
    bot.conversations.history({ channel: channel.id, include_all_metadata });
  expect((await read(true)).messages).toMatchObject([
    {
      ts: posted.ts,
      user: sandbox.app.botUserId,
      bot_id: sandbox.app.botId,
      app_id: sandbox.app.id,
      bot_profile: { id: sandbox.app.botId, name: 'Belay' },
      blocks,
      metadata: card,
    },
  ]);
  expect((await read(false)).messages?.[0]?.metadata).toEqual({ event_type: 'card' });
});

test('[SBX-2] a reply under a root that is gone lands in the channel, under a tombstone in the thread', async () => {
  const { mara, channel } = room();
  const say = (thread_ts: string) =>
    bot.chat.postMessage({ channel: channel.id, text: 'late', thread_ts });
  const gone = world.post({ channel: channel.id, user: mara.id, text: 'gone' });
  world.delete(channel.id, gone.ts);
  expect((await say(gone.ts)).message?.thread_ts).toBeUndefined();
  const root = world.post({ channel: channel.id, user: mara.id, text: 'root' });
  world.reply({ channel: channel.id, user: mara.id, text: 'r', threadTs: root.ts });
  world.delete(channel.id, root.ts);
  expect((await say(root.ts)).message?.thread_ts).toBe(root.ts);
  const page = await bot.conversations.history({ channel: channel.id });
  expect(page.messages?.find(({ ts }) => ts === root.ts)).toMatchObject({
    subtype: 'tombstone',
    user: 'USLACKBOT',
    hidden: true,
    reply_count: 2,
  });
});

test('[SBX-2] a new text is marked as edited in whole seconds, new blocks are not', async () => {
  const { channel } = room();
  const { ts = '' } = await bot.chat.postMessage({ channel: channel.id, text: 'one' });
  await clock.advance(1_234);
  await bot.chat.update({ channel: channel.id, ts, text: 'two' });
  const read = async () => (await bot.conversations.history({ channel: channel.id })).messages?.[0];
  const edited = (await read())?.edited;
  expect(edited?.ts).toMatch(/^\d{10}\.000000$/);
  await clock.advance(60_000);
  const blocks = [{ type: 'header', text: { type: 'plain_text' as const, text: 'three' } }];
  await bot.chat.update({ channel: channel.id, ts, text: 'three', blocks });
  expect(await read()).toMatchObject({ text: 'three', blocks, edited });
});

test('[SBX-1] only the own message can be changed or deleted', async () => {
  const { mara, channel } = room();
  const { ts } = world.post({ channel: channel.id, user: mara.id, text: 'hers' });
  const change = bot.chat.update({ channel: channel.id, ts, text: 'mine' });
  await expect(change).rejects.toThrow('cant_update_message');
  const remove = (id: string) => bot.chat.delete({ channel: channel.id, ts: id });
  await expect(remove(ts)).rejects.toThrow('cant_delete_message');
  await expect(remove('1.000001')).rejects.toThrow('message_not_found');
});

test.each([
  ['no_text', {}],
  ['markdown_text_conflict', { text: 'a', markdown_text: 'b' }],
  ['too_many_attachments', { attachments: Array.from({ length: 101 }, () => ({ text: 'x' })) }],
  ['invalid_blocks', { blocks: Array.from({ length: 51 }, () => ({ type: 'divider' })) }],
  ['invalid_blocks', { blocks: [{ type: 'no such block' }] }],
  [
    'invalid_blocks',
    { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }] },
  ],
  ['invalid_blocks_format', { blocks: '{' }],
  ['invalid_metadata_schema', { text: 'a', metadata: { event_type: 7 } }],
])('[SBX-1] chat.postMessage answers %s', async (error, content) => {
  const { channel } = room();
  // what the client's types forbid is just what is sent here
  const answer = bot.apiCall('chat.postMessage', { channel: channel.id, ...content });
  await expect(answer).rejects.toThrow(error);
  expect(sandbox.truth.now().channels[0]?.messages).toEqual([]);
});

test('[SBX-1] a text above 40,000 is cut and posted, an update above 4,000 refused', async () => {
  const { channel } = room();
  const posted = await bot.chat.postMessage({ channel: channel.id, text: 'x'.repeat(40_001) });
  expect(posted.message?.text).toHaveLength(40_000);
  const text = 'x'.repeat(4_001);
  const update = bot.chat.update({ channel: channel.id, ts: posted.ts ?? '', text });
  await expect(update).rejects.toThrow('msg_too_long');
});

test('[SBX-1] posting without membership needs chat:write.public, and never an archive', async () => {
  const { mara } = room();
  const open = world.addChannel({ name: 'open', members: [mara.id] });
  const post = (wish: { scopes: string[] }) =>
    client(wish).chat.postMessage({ channel: open.id, text: 'x' });
  await expect(post({ scopes: ['chat:write'] })).rejects.toThrow('not_in_channel');
  expect((await post({ scopes: ['chat:write', 'chat:write.public'] })).ok).toBe(true);
  world.archive(open.id, mara.id);
  await expect(bot.chat.postMessage({ channel: open.id, text: 'x' })).rejects.toThrow(
    'is_archived',
  );
});

test('[SBX-2] an ephemeral reaches members only and is in no history', async () => {
  const { mara, channel } = room();
  const jo = world.addUser({ name: 'jo' });
  const say = (user: string) =>
    bot.chat.postEphemeral({ channel: channel.id, user, text: 'only you' });
  await expect(say(jo.id)).rejects.toThrow('user_not_in_channel');
  await say(mara.id);
  expect(sandbox.ephemerals).toMatchObject([{ user: mara.id, text: 'only you' }]);
  expect((await bot.conversations.history({ channel: channel.id })).messages).toEqual([]);
});

test('[SBX-1] reactions come and go, and say when they did already', async () => {
  const { mara, channel } = room();
  const { ts } = world.post({ channel: channel.id, user: mara.id, text: 'x' });
  const item = { channel: channel.id, timestamp: ts, name: 'tada' };
  await bot.reactions.add(item);
  await expect(bot.reactions.add(item)).rejects.toThrow('already_reacted');
  world.react(channel.id, ts, mara.id, 'tada');
  const got = await bot.reactions.get({ channel: channel.id, timestamp: ts });
  const users = [sandbox.app.botUserId, mara.id];
  expect(got.message?.reactions).toEqual([{ name: 'tada', users, count: 2 }]);
  await bot.reactions.remove(item);
  await expect(bot.reactions.remove(item)).rejects.toThrow('no_reaction');
  expect((await bot.reactions.list({ user: mara.id })).items).toHaveLength(1);
});

test('[SBX-1] a permalink names domain, channel and message', async () => {
  const { channel } = room();
  const { ts = '' } = await bot.chat.postMessage({ channel: channel.id, text: 'x' });
  const { permalink } = await bot.chat.getPermalink({ channel: channel.id, message_ts: ts });
  expect(permalink).toBe(
    `https://belay-sandbox.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`,
  );
});

test('[SBX-1] an update of the text keeps built blocks, follows with composed ones, and can clear', async () => {
  const { channel } = room();
  const built = [{ type: 'header', text: { type: 'plain_text' as const, text: 'card' } }];
  const post = async (more: object) =>
    (await bot.chat.postMessage({ channel: channel.id, text: 'one', ...more })).ts ?? '';
  const update = async (ts: string, more: object) => {
    const change = { channel: channel.id, ts, text: 'two', ...more };
    return (await bot.chat.update(change)).message;
  };
  const card = await post({ blocks: built, attachments: [{ text: 'a' }] });
  expect(await update(card, {})).toMatchObject({ blocks: built, attachments: [{ text: 'a' }] });
  expect(await update(card, { blocks: [], attachments: [] })).not.toHaveProperty('attachments');
  const plain = await post({ blocks: [] });
  expect(JSON.stringify(await update(plain, {}))).toMatch(/"rich_text".*"text":"two"/);
});
