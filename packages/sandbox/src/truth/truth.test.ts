import { expect, test } from 'vitest';
import { sandboxFixture } from '../testing/sandbox-fixture.ts';

const { sandbox, world, clock, truth, faults, client, room } = await sandboxFixture();

test('[SBX-3] truth.at tells what Slack served at any moment of a long life', async () => {
  const { mara, channel } = room();
  const root = world.post({ channel: channel.id, user: mara.id, text: 'one' });
  const posted = clock.now();
  await clock.advance(3_600_000);
  world.edit(channel.id, root.ts, { text: 'two' });
  world.reply({ channel: channel.id, user: mara.id, text: 'reply', threadTs: root.ts });
  world.react(channel.id, root.ts, mara.id, 'tada');
  const replied = clock.now();
  await clock.advance(3_600_000);
  world.delete(channel.id, root.ts);
  world.rename(channel.id, 'rope-2', mara.id);
  const at = (moment: number) => truth.at(moment).channels[0];
  expect(truth.at(posted - 1).channels).toEqual([]);
  expect(at(posted)).toMatchObject({ name: 'rope', messages: [{ text: 'one' }], threads: {} });
  expect(at(posted)?.messages[0]).not.toHaveProperty('thread_ts');
  expect(at(replied)).toMatchObject({
    messages: [{ text: 'two', reply_count: 1, reactions: [{ name: 'tada', count: 1 }] }],
    threads: { [root.ts]: [{ text: 'two' }, { text: 'reply' }] },
  });
  expect(at(clock.now())).toMatchObject({
    name: 'rope-2',
    messages: [{ subtype: 'tombstone', reply_count: 1 }, { subtype: 'channel_name' }],
  });
});

test('[SBX-2] a restored message is as it was', () => {
  const { mara, channel } = room();
  const said = world.post({ channel: channel.id, user: mara.id, text: 'back' });
  world.delete(channel.id, said.ts);
  expect(truth.now().channels[0]?.messages).toEqual([]);
  world.restore(channel.id, said);
  expect(truth.now().channels[0]?.messages).toMatchObject([{ text: 'back', ts: said.ts }]);
});

test('[SBX-3] the API serves exactly the truth, threads and all', async () => {
  const [first = ''] = world.seedMany({
    messages: 600,
    channels: 2,
    members: [sandbox.app.botUserId],
  });
  const bot = client();
  const messages: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = await bot.conversations.history({
      channel: first,
      limit: 70,
      ...(cursor ? { cursor } : {}),
    });
    messages.push(...(page.messages ?? []));
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  const told = truth.now().channels.find(({ id }) => id === first);
  expect(messages.reverse()).toEqual(told?.messages);
  const all = truth.now().channels;
  const replies = all.flatMap(({ threads }) => Object.values(threads)).map((t) => t.length - 1);
  const total = all.flatMap((channel) => channel.messages).length;
  expect(total + replies.reduce((sum, count) => sum + count, 0)).toBe(600);
});

test('[SBX-3] a reset world is empty, counts and faults are gone, ids begin anew', async () => {
  const first = room().channel.id;
  faults.add({ kind: 'http', status: 500 });
  sandbox.reset();
  expect(truth.now().channels).toEqual([]);
  expect(faults.active).toEqual([]);
  expect((await client().auth.test()).ok).toBe(true);
  expect(sandbox.calls.total.calls).toBe(1);
  expect(room().channel.id).toBe(first);
});
