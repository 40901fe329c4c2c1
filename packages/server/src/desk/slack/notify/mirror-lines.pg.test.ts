import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../../../db/in-transaction.ts';
import { startTestServer, type TestServer } from '../../../testing/start-test-server.ts';
import { addNote } from '../../conversation/verbs/add-note.ts';
import { closeConversation } from '../../conversation/verbs/close-conversation.ts';
import { deleteMessage } from '../../conversation/verbs/delete-message.ts';
import { editMessage } from '../../conversation/verbs/edit-message.ts';
import { handBack } from '../../conversation/verbs/hand-back.ts';
import { reply } from '../../conversation/verbs/reply.ts';
import { sayLine } from '../../conversation/verbs/say-line.ts';
import { takeOver } from '../../conversation/verbs/take-over.ts';
import {
  brief,
  channel,
  five,
  type ToldPost,
  type ToldWorld,
  toldWorld,
} from './testing/told-world.ts';

let server: TestServer;
let world: ToldWorld;
beforeAll(async () => {
  server = await startTestServer();
  world = await toldWorld(server);
});
beforeEach(() => world.bind({ default_channel: channel.support, events: five() }));
afterAll(() => server.close());

const answer = (conversation: string, text: string, clientId: string = randomUUID()) =>
  reply(world.ctx, world.ann, conversation, { text, clientId });
const of = (posts: readonly ToldPost[], kind: string) => posts.filter((post) => post.kind === kind);
const lines = async (conversation: string) => of(await world.posts(conversation), 'line');

test('[TKO-4] the thread that is home says who says what, while a person is wanted or there', async () => {
  const { conversation, visitor } = await world.begin();
  await world.say(visitor, 'To the assistant', { conversation });
  expect(await lines(conversation)).toEqual([]);
  await world.ask(conversation);
  await world.say(visitor, 'Waiting here', { conversation });
  await takeOver(world.ctx, world.ann, conversation);
  await answer(conversation, 'Ann here');
  await addNote(world.ctx, world.ann, conversation, { text: 'a reseller', clientId: randomUUID() });
  await handBack(world.ctx, world.ann, conversation);
  await world.say(visitor, 'To the assistant again', { conversation });
  const shown = await world.read(await lines(conversation));
  expect(shown.map((text) => text.replace(/^.*\n/, ''))).toEqual([
    '*Vera Visitor*\n> Waiting here',
    '*Belay*\n> Ann Able has this conversation now.',
    '*Ann Able*\n> Ann here',
    '*Ann Able* · internal\n> a reseller',
    '*Belay*\n> Handed back: the agent answers again.',
  ]);
});

test('[TKO-4] a thread that begins to mirror is told what it missed, and nothing twice', async () => {
  await world.bind({
    default_channel: channel.support,
    events: { ...five(), escalation: { enabled: false, channel: null } },
  });
  const { conversation, visitor } = await world.begin();
  await world.say(visitor, 'Missed by Slack', { conversation });
  await takeOver(world.ctx, world.ann, conversation, { text: 'Ann here', clientId: randomUUID() });
  const posts = await world.posts(conversation);
  expect(posts.map(brief)).toEqual([
    'support card new_conversation',
    'support history',
    'support line',
    'support line',
  ]);
  const [history = ''] = await world.read(of(posts, 'history'));
  expect(history).toContain('How do I coil a rope?');
  expect(history).toContain('Missed by Slack');
  expect(history).not.toContain('Ann here');
});

test('[TKO-4] what was typed in this very thread is not said there again', async () => {
  const { conversation } = await world.begin('waiting');
  await world.land();
  const [card] = await world.cards(conversation);
  await takeOver(world.ctx, world.ann, conversation);
  const type = async (ts: string, threadTs: string | null | undefined) => {
    await server.pool.query(
      `insert into slack_line (tenant, id, installation, channel, ts, thread_ts, card, conversation, user_id, fate)
       values ($1, $2, $3, $4, $5, $6, $7, $8, 'U0ANN', 'waiting')`,
      [
        ...[world.tenant, randomUUID(), world.installation, channel.support, ts, threadTs],
        ...[card?.id, conversation],
      ],
    );
    await answer(conversation, `typed at ${ts}`, `slack:${channel.support}:${ts}`);
  };
  const before = (await lines(conversation)).length;
  await type('1700000001.000100', card?.ts);
  expect(await lines(conversation)).toHaveLength(before);
  // held under a root that was deleted since: the new thread would not know
  await type('1700000002.000100', '1600000000.000100');
  expect(await lines(conversation)).toHaveLength(before + 1);
  await answer(conversation, 'from elsewhere', `slack:${channel.leads}:1700000003.000100`);
  expect(await lines(conversation)).toHaveLength(before + 2);
});

test('[TKO-4] edits and deletions change lines, histories and cards, in every state', async () => {
  const { conversation, visitor } = await world.begin('waiting');
  await takeOver(world.ctx, world.ann, conversation);
  const { message } = await answer(conversation, 'Friday');
  const { message: second } = await answer(conversation, 'at noon');
  await closeConversation(world.ctx, visitor, conversation);
  await world.say(visitor, 'Back', { conversation });
  await world.ask(conversation);
  await world.land();
  await editMessage(world.ctx, world.ann, conversation, message, 'Saturday');
  const changed = (await world.posts(conversation)).filter(({ redraw_at }) => redraw_at !== null);
  expect(changed.map(brief)).toEqual(['support card new_conversation', 'support line']);
  expect((await world.read(changed)).join()).toMatch(/edited[\s\S]*> Saturday/);
  await world.land();
  await deleteMessage(world.ctx, world.ann, conversation, second);
  const gone = (await world.posts(conversation)).filter(({ redraw_at }) => redraw_at !== null);
  const read = (await world.read(gone)).join();
  expect(read).toContain('Taken back by its author.');
  expect(read).not.toContain('at noon');
});

test('[TKO-4] [hole 15] long words go on in the next post, whole, and follow their edit', async () => {
  const { conversation } = await world.begin('human');
  const words = Array.from({ length: 900 }, (_, i) => `word${i}`);
  const { message } = await answer(conversation, words.join(' '));
  const said = async () =>
    (await lines(conversation)).filter(
      (line) => line.message === message || line.data.whose === message,
    );
  expect(await said()).toHaveLength(3);
  const text = (read: string[]) => read.map((each) => each.split('\n> ')[1]).join(' ');
  expect(text(await world.read(await said()))).toBe(words.join(' '));
  await world.land();
  await editMessage(world.ctx, world.ann, conversation, message, 'Just this');
  const [first, ...rest] = await said();
  expect([first, ...rest].every((line) => line?.redraw_at !== null)).toBe(true);
  expect((await world.read(first ? [first] : [])).join()).toContain('> Just this');
  expect(await world.read(rest)).toEqual(['support line: delete', 'support line: delete']);
});

test('[TKO-4] nobody reads a line that was taken back before it was there', async () => {
  const { conversation } = await world.begin('human');
  const { message } = await answer(conversation, 'oh no');
  await deleteMessage(world.ctx, world.ann, conversation, message);
  const unsent = (await lines(conversation)).filter((line) => line.message === message);
  expect(await world.read(unsent)).toEqual(['support line: drop']);
});

test('[TKO-4] the owner is called by the first words that wait for them, and by no more', async () => {
  await server.pool.query(
    `insert into slack_person (tenant, installation, user_id, name, is_member, person, how)
     values ($1, $2, 'U0ANNABLE', 'ann', true, $3, 'email')`,
    [world.tenant, world.installation, world.ann.person],
  );
  const { conversation, visitor } = await world.begin('human');
  const says = (text: string) => world.say(visitor, text, { conversation });
  await says('one');
  await says('two');
  await answer(conversation, 'Ann here');
  await says('three');
  const read = await world.read(await lines(conversation));
  const called = read.filter((text) => text.includes('@U0ANNABLE'));
  expect(called.map((text) => text.split('> ')[1])).toEqual(['one', 'three']);
});

test('[TKO-4] what happened is said in the channel’s language', async () => {
  await world.bind({
    default_channel: channel.support,
    events: five(),
    channels: { [channel.support]: { language: 'de' } },
  });
  const { conversation } = await world.begin('human');
  const [joined = ''] = await world.read(await lines(conversation));
  expect(joined).toContain('Ann Able hat dieses Gespräch jetzt.');
  await inTransaction(server.pool, (db) =>
    sayLine(world.ctx, db, { tenant: world.tenant, conversation }, { code: 'lead_received' }),
  );
  expect(await lines(conversation)).toHaveLength(1);
});
