import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { inTransaction } from '../../../db/in-transaction.ts';
import { startTestServer, type TestServer } from '../../../testing/start-test-server.ts';
import { type Announcement, announce } from '../../announce/announce.ts';
import { closeConversation } from '../../conversation/verbs/close-conversation.ts';
import { captureLead } from '../../leads/capture-lead.ts';
import { brief, channel, five, type ToldWorld, toldWorld } from './testing/told-world.ts';

let server: TestServer;
let world: ToldWorld;
beforeAll(async () => {
  server = await startTestServer();
  world = await toldWorld(server);
});
beforeEach(() => world.bind({ default_channel: channel.support, events: five() }));
afterAll(() => server.close());

const told = async (conversation: string) => (await world.posts(conversation)).map(brief);

function happened(conversation: string, kind: Announcement['kind'], about: string): Announcement {
  const { tenant, agent } = world;
  return { tenant, agent, conversation, kind, about, data: {}, at: world.now() };
}

test('[NTF-1] without a workspace an event costs one look, and nothing is written', async () => {
  await world.bind(null);
  const { conversation } = await world.begin();
  expect(await told(conversation)).toEqual([]);
  const count = await inTransaction(server.pool, async (db) => {
    const asked = vi.spyOn(db, 'query');
    await announce(db, happened(conversation, 'lead.captured', randomUUID()));
    const texts = asked.mock.calls.map(([query]) => JSON.stringify(query));
    asked.mockRestore();
    return texts.filter((text) => text.includes('slack')).length;
  });
  expect(count).toBe(1);
});

test('[NTF-3] one root a channel; later events go into its thread, what wants a person into the channel, too', async () => {
  await world.bind({
    default_channel: channel.support,
    catch_all: channel.all,
    events: five({ lead: channel.leads }),
  });
  const { conversation } = await world.begin();
  await world.ask(conversation);
  await captureLead(
    world.ctx,
    { tenant: world.tenant, conversation },
    { email: 'ida@fern.example' },
    'chat',
  );
  await inTransaction(server.pool, (db) =>
    announce(db, {
      ...happened(conversation, 'rating.low', `${conversation}:1`),
      data: { thumb: 'down' },
    }),
  );
  const cards = (await told(conversation)).filter((post) => !/history|line/.test(post));
  expect(cards).toEqual([
    'support card new_conversation',
    'all card new_conversation',
    'support event escalation broadcast',
    'all event escalation broadcast',
    'leads card lead',
    'all event lead',
    'support event low_rating broadcast',
    'all event low_rating broadcast',
  ]);
  const keys = (await world.posts(conversation)).flatMap((post) =>
    post.announcement ? [`${post.channel} ${post.announcement}`] : [],
  );
  expect(new Set(keys).size).toBe(keys.length);
});

test('[NTF-3] events of one commit are one card that names them', async () => {
  const { conversation } = await world.begin();
  await world.land();
  await inTransaction(server.pool, async (db) => {
    await announce(db, happened(conversation, 'lead.captured', randomUUID()));
    await announce(db, happened(conversation, 'conversation.escalated', randomUUID()));
  });
  const [, event, ...rest] = (await world.posts(conversation)).filter(
    ({ kind }) => kind !== 'history',
  );
  expect(rest).toEqual([]);
  // a person is wanted: that decides about channel and fallback
  expect(event).toMatchObject({ kind: 'event', event: 'escalation', broadcast: true });
  const [shown] = await world.read(event ? [event] : []);
  expect(shown).toContain('# Lead Captured · Escalation Requested');
});

test('[NTF-8] once each: not for a reopening, a test, a paused agent, a blocked visitor', async () => {
  const { conversation, visitor } = await world.begin('closed');
  expect(await told(conversation)).toEqual(['support card new_conversation']);
  await world.say(visitor, 'I am back', { conversation });
  expect(await world.announced(conversation)).not.toContain('conversation.reopened');
  expect(await told(conversation)).not.toContain('support event new_conversation');
  const tested = await world.say(visitor, 'A test', { isTest: true, resume: false });
  await world.ask(tested.conversation);
  expect(await told(tested.conversation)).toEqual([]);

  await world.serving(false);
  await world.ask(conversation);
  expect((await told(conversation)).join()).not.toContain('escalation');
  await world.serving(true);
  await closeConversation(world.ctx, visitor, conversation);
  await server.pool.query('update visitor set blocked_at = now() where id = $1', [visitor.visitor]);
  await world.ask(conversation);
  expect((await told(conversation)).join()).not.toContain('escalation');
});

test('[NTF-4] what does not commit is not told', async () => {
  const { conversation } = await world.begin();
  const before = await told(conversation);
  const failing = inTransaction(server.pool, async (db) => {
    await announce(db, happened(conversation, 'conversation.escalated', randomUUID()));
    throw new Error('cut off');
  });
  await expect(failing).rejects.toThrow('cut off');
  expect(await told(conversation)).toEqual(before);
});

test('[NTF-3] events at the same moment share one card, each told once', async () => {
  await world.bind({ default_channel: channel.support, events: five() });
  await server.pool.query(
    `update slack_binding set settings = jsonb_set(settings, '{events,new_conversation,enabled}', 'false')
     where tenant = $1`,
    [world.tenant],
  );
  const { conversation } = await world.begin();
  const abouts = Array.from({ length: 8 }, () => randomUUID());
  const twice = [...abouts, ...abouts];
  const tell = (db: pg.PoolClient, about: string) =>
    announce(db, happened(conversation, 'action.ran', about));
  await Promise.all(twice.map((about) => inTransaction(server.pool, (db) => tell(db, about))));
  const posts = (await world.posts(conversation)).filter(({ kind }) => kind !== 'history');
  expect(posts.map(({ kind }) => kind).sort()).toEqual([
    'card',
    ...abouts.slice(1).map(() => 'event'),
  ]);
  expect(new Set(posts.map(({ announcement }) => announcement)).size).toBe(8);
  expect(await world.cards(conversation)).toHaveLength(1);
});

test('[NTF-1] a rule takes its event elsewhere, and rings its group with an escalation alone', async () => {
  await world.bind({
    default_channel: channel.support,
    events: five(),
    rules: [
      {
        name: 'Ropes',
        when: { words: ['rope'] },
        channel: channel.leads,
        mention: 'S0NIGHT001',
      },
    ],
  });
  const { conversation } = await world.begin('waiting');
  const posts = await world.posts(conversation);
  expect(posts.map(brief)).toContain('leads event escalation broadcast');
  expect(posts[0]?.because).toMatch(/Rule 1, “Ropes”: the visitor said “rope”/);
  const [root = '', event = ''] = await world.read(posts.filter(({ kind }) => kind !== 'history'));
  expect(root).not.toContain('S0NIGHT001');
  expect(event).toContain('<!subteam^S0NIGHT001>');
});

test('[NTF-2] the history follows what wants a person, and yields', async () => {
  const { conversation, visitor } = await world.begin();
  for (let i = 0; i < 30; i += 1)
    await world.say(visitor, `${i}: ${'a long story. '.repeat(30)}`, { conversation });
  expect(await told(conversation)).toEqual(['support card new_conversation']);
  await world.ask(conversation);
  const posts = await world.posts(conversation);
  const history = posts.filter(({ kind }) => kind === 'history');
  expect(history.length).toBeGreaterThan(2);
  expect(history.every(({ rank }) => rank === 1)).toBe(true);
  const shown = (await world.read(history)).join('\n');
  for (let i = 0; i < 30; i += 1) expect(shown.split(`> ${i}: `)).toHaveLength(2);
  expect(shown).toContain('How do I coil a rope?');

  // the next event tells what came since, and no more
  await world.land();
  await closeConversation(world.ctx, visitor, conversation);
  await world.say(visitor, 'Still there?', { conversation });
  await world.ask(conversation);
  const later = (await world.posts(conversation)).slice(posts.length);
  const [more = '', ...none] = await world.read(later.filter(({ kind }) => kind === 'history'));
  expect(none).toEqual([]);
  expect(more).toContain('Still there?');
  expect(more).not.toContain('a long story');
});

test('[NTF-2] no history where nobody wants it', async () => {
  await world.bind({ default_channel: channel.support, events: five(), history: false });
  const { conversation } = await world.begin('waiting');
  expect((await told(conversation)).join()).not.toContain('history');
});
