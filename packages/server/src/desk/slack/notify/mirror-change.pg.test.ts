import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { inTransaction } from '../../../db/in-transaction.ts';
import { startTestServer, type TestServer } from '../../../testing/start-test-server.ts';
import { agentId } from '../../agents/agent-id.ts';
import { closeIdle } from '../../conversation/timers/close-idle.ts';
import { expireQuiet } from '../../conversation/timers/expire-quiet.ts';
import { closeConversation } from '../../conversation/verbs/close-conversation.ts';
import { handBack } from '../../conversation/verbs/hand-back.ts';
import { release } from '../../conversation/verbs/release.ts';
import { reply } from '../../conversation/verbs/reply.ts';
import { takeOver } from '../../conversation/verbs/take-over.ts';
import { captureLead } from '../../leads/capture-lead.ts';
import { rate } from '../../ratings/rate.ts';
import { redrawVisitor } from './redraw-cards.ts';
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

const everywhere = () =>
  world.bind({
    default_channel: channel.leads,
    catch_all: channel.all,
    events: five({ escalation: channel.support }),
  });
const answer = (conversation: string, text: string) =>
  reply(world.ctx, world.ann, conversation, { text, clientId: randomUUID() });
const of = (posts: readonly ToldPost[], kind: string) => posts.filter((post) => post.kind === kind);
const lines = async (conversation: string) => of(await world.posts(conversation), 'line');
const home = async (conversation: string) =>
  (await world.cards(conversation)).find(({ is_home }) => is_home)?.channel;
/** what has to look otherwise since all of it stood there */
const redrawn = async (conversation: string) =>
  (await world.posts(conversation)).filter(({ redraw_at }) => redraw_at !== null).map(brief);
/** those about Slack that name the organisation: the server has others on its mind */
const statements = async (work: () => Promise<unknown>) => {
  const asked = vi.spyOn(pg.Client.prototype, 'query');
  await work();
  const texts = asked.mock.calls.map((call) => JSON.stringify(call));
  asked.mockRestore();
  return texts.filter((text) => text.includes('slack_') && text.includes(world.tenant));
};

test('[TKO-2] a conversation without a card costs one statement', async () => {
  await world.bind({ events: five() });
  const { conversation, visitor } = await world.begin('waiting');
  expect(await world.cards(conversation)).toEqual([]);
  const asked = await statements(() => world.say(visitor, 'Hello?', { conversation }));
  expect(asked).toHaveLength(1);
});

test('[TKO-7] home: the escalation’s route before the default, never where no transcript is shown', async () => {
  await everywhere();
  const { conversation } = await world.begin();
  expect(await home(conversation)).toBeUndefined();
  await world.ask(conversation);
  expect(await home(conversation)).toBe(channel.support);
  await takeOver(world.ctx, world.bob, conversation);
  expect(await home(conversation)).toBe(channel.support);
  await handBack(world.ctx, world.bob, conversation);
  expect(await home(conversation)).toBeUndefined();

  await world.bind({
    default_channel: channel.leads,
    events: five({ escalation: channel.support }),
    channels: { [channel.support]: { redaction: 'no_transcript' } },
  });
  const { conversation: other } = await world.begin('waiting');
  expect(await home(other)).toBe(channel.leads);
  const posts = await world.posts(other);
  expect(posts.map(brief)).toEqual([
    'leads card new_conversation',
    'support card escalation',
    'leads history',
  ]);
  const [, root = ''] = await world.read(posts);
  expect(root).toContain(`Continues in <#${channel.leads}>`);
  expect(root).not.toContain('coil a rope');
});

test('[TKO-7] home is the clicked card’s channel for that claim, and every copy says so', async () => {
  await everywhere();
  const { conversation, visitor } = await world.begin('waiting');
  await world.land();
  const cards = await world.cards(conversation);
  const clicked = cards.find((card) => card.channel === channel.all);
  await takeOver(world.ctx, world.ann, conversation, { card: clicked?.id });
  expect(await home(conversation)).toBe(channel.all);
  await world.say(visitor, 'Here I am', { conversation });
  expect((await lines(conversation)).map((line) => line.channel)).toEqual([
    channel.all,
    channel.all,
  ]);
  // the clicked one first, then the others
  const roots = of(await world.posts(conversation), 'card');
  expect(roots.map(({ redraw_at }) => Number(redraw_at) === Number.NEGATIVE_INFINITY)).toEqual(
    roots.map((root) => root.channel === channel.all),
  );
  const read = await world.read(roots);
  expect(read.every((text) => text.includes('Ann Able has it since'))).toBe(true);
  expect(read.filter((text) => text.includes('Hand back'))).toHaveLength(1);
  // a later card of the same claim moves nothing
  await captureLead(
    world.ctx,
    { tenant: world.tenant, conversation },
    { email: 'a@b.example' },
    'chat',
  );
  expect(await home(conversation)).toBe(channel.all);
});

test('[TKO-2] a change of owner, state, name, rating, lead redraws all copies; a word alone none', async () => {
  await everywhere();
  const { conversation, visitor } = await world.begin('waiting');
  const each = async (work: () => Promise<unknown>) => {
    await world.land();
    await work();
    return (await redrawn(conversation)).filter((post) => post.includes('card'));
  };
  const cards = [
    'leads card new_conversation',
    'all card new_conversation',
    'support card escalation',
  ];
  expect(await each(() => world.say(visitor, 'Just a word', { conversation }))).toEqual([]);
  expect(await each(() => takeOver(world.ctx, world.ann, conversation))).toEqual(cards);
  expect(await each(() => answer(conversation, 'Hello'))).toEqual([]);
  expect(await each(() => release(world.ctx, world.ann, conversation))).toEqual(cards);
  const given = { tenant: world.tenant, visitor: visitor.visitor, agent: world.agent };
  expect(await each(() => rate(world.ctx, given, conversation, { stars: 4, comment: '' }))).toEqual(
    cards,
  );
  const contact = { name: 'Ida Fern', email: 'ida@fern.example' };
  const lead = () =>
    captureLead(world.ctx, { tenant: world.tenant, conversation }, contact, 'chat');
  expect(await each(lead)).toEqual(cards);
  expect((await world.read(await world.posts(conversation))).join()).toContain('Ida Fern');
  // the same again changes nothing
  const again = () =>
    inTransaction(server.pool, (db) => redrawVisitor(db, world.tenant, visitor.visitor));
  expect(await each(again)).toEqual([]);
});

test('[TKO-2] every copy says who closed it', async () => {
  await everywhere();
  const ended = async (state: 'agent' | 'human', end: (conversation: string) => Promise<void>) => {
    const { conversation } = await world.begin(state);
    await end(conversation);
    const said = await world.read(of(await world.posts(conversation), 'card'));
    return [...new Set(said.map((text) => /Closed .*? (by [^)\n]+)/.exec(text)?.[1]))];
  };
  expect(await ended('human', (id) => closeConversation(world.ctx, world.admin, id))).toEqual([
    'by Ada Admin',
  ]);
  const visitorOf = async (id: string) => {
    const { tenant, visitor } = await world.standing(id);
    return { kind: 'visitor' as const, tenant, visitor };
  };
  expect(
    await ended('human', async (id) => closeConversation(world.ctx, await visitorOf(id), id)),
  ).toEqual(['by the visitor']);
  const idle = async () => {
    world.pass(24 * 60);
    await closeIdle(world.ctx);
  };
  expect(await ended('agent', idle)).toEqual(['by itself, after 24 h of silence']);
});

test('[NTF-2] an agent that is renamed has its new name on open cards at once, and on no old ones', async () => {
  await everywhere();
  const open = await world.begin('waiting');
  const over = await world.begin('human');
  await closeConversation(world.ctx, world.admin, over.conversation);
  await world.land();
  const path = `/v1/agents/${agentId(world.agent)}`;
  const rename = (name: string) => world.owner.call('PATCH', path, { name });
  expect((await rename('Knotty')).ok).toBe(true);
  const cards = (await redrawn(open.conversation)).filter((post) => post.includes('card'));
  expect(cards).toHaveLength(3);
  for (const text of await world.read(of(await world.posts(open.conversation), 'card')))
    expect(text).toContain('*Agent: *Knotty');
  expect(await redrawn(over.conversation)).toEqual([]);
  await world.land();
  await rename('Knotty');
  expect(await redrawn(open.conversation)).toEqual([]);
  await rename('Ropey');
});

test('[TKO-6] [hole 2] an owner’s silence shows on every copy', async () => {
  await everywhere();
  const { conversation, visitor } = await world.begin('human');
  await world.say(visitor, 'Anybody?', { conversation });
  await world.land();
  world.pass(60);
  await expireQuiet(world.ctx);
  const roots = of(await world.posts(conversation), 'card');
  expect(roots.every(({ redraw_at }) => redraw_at !== null)).toBe(true);
  for (const text of await world.read(roots))
    expect(text).toContain('Ann Able was silent for too long');
  expect(await home(conversation)).toBe(channel.leads);
});

test('[NTF-3] who comes back is told in the thread, once per return', async () => {
  const { conversation, visitor } = await world.begin('closed');
  await world.land();
  const back = async () =>
    (await world.posts(conversation)).map(brief).filter((post) => post.includes('is_back'));
  await world.say(visitor, 'I am back', { conversation });
  await world.say(visitor, 'and have a question', { conversation });
  expect(await back()).toEqual(['support event (is_back)']);
  await closeConversation(world.ctx, visitor, conversation);
  await world.say(visitor, 'and again', { conversation });
  expect(await back()).toHaveLength(2);
  const [said = ''] = await world.read(
    (await world.posts(conversation)).filter(({ data }) => data.remark === 'is_back'),
  );
  expect(said).toMatch(/The visitor is back\.[\s\S]*\[Take Over\]/);
});

test('[INS-4] disconnected: nothing more is said; connected to another channel: threads go on', async () => {
  const { conversation, visitor } = await world.begin('human');
  await world.land();
  await world.bind(null);
  const before = (await world.posts(conversation)).length;
  await world.say(visitor, 'into the dark', { conversation });
  expect(await world.posts(conversation)).toHaveLength(before);
  await world.bind({ default_channel: channel.leads, events: five() });
  await world.say(visitor, 'and into the light', { conversation });
  const later = (await world.posts(conversation)).slice(before);
  expect(later.map(brief)).toEqual(['support history', 'support line']);
  expect((await world.read(later)).join()).toMatch(/into the dark[\s\S]*and into the light/);
  const { conversation: next } = await world.begin('waiting');
  expect((await world.cards(next)).map((card) => card.channel)).toEqual([channel.leads]);
});
