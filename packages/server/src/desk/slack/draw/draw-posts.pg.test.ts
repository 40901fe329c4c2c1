import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { inTransaction } from '../../../db/in-transaction.ts';
import { publicId } from '../../../memory/ids.ts';
import { startTestServer, type TestServer } from '../../../testing/start-test-server.ts';
import { type Announcement, announce } from '../../announce/announce.ts';
import { escalate } from '../../conversation/verbs/escalate.ts';
import { takeOver } from '../../conversation/verbs/take-over.ts';
import { captureLead } from '../../leads/capture-lead.ts';
import { redrawAgent } from '../notify/redraw-agent.ts';
import {
  channel,
  five,
  type ToldPost,
  type ToldWorld,
  toldWorld,
} from '../notify/testing/told-world.ts';
import { enqueuePosts } from '../outbox/enqueue-post.ts';
import { type PostRow, postColumns } from '../outbox/post-row.ts';
import { drawPosts } from './draw-posts.ts';

let server: TestServer;
let world: ToldWorld;
beforeAll(async () => {
  server = await startTestServer();
  world = await toldWorld(server);
});
beforeEach(() => world.bind({ default_channel: channel.support, events: five() }));
afterAll(() => server.close());

const happened = (conversation: string, kind: Announcement['kind'], data: Announcement['data']) =>
  inTransaction(server.pool, (db) =>
    announce(db, {
      ...{ tenant: world.tenant, agent: world.agent, conversation, kind, data, at: world.now() },
      about: kind === 'rating.low' ? `${conversation}:1` : randomUUID(),
    }),
  );
const ask = (conversation: string) =>
  escalate(
    world.ctx,
    { tenant: world.tenant, conversation },
    { by: { kind: 'rule', tenant: world.tenant }, reason: 'rule', detail: 'said “refund”' },
  );
const root = (posts: readonly ToldPost[]) => posts.filter(({ kind }) => kind === 'card');
const rowsOf = async (): Promise<PostRow[]> =>
  (
    await server.pool.query<PostRow>(
      `select ${postColumns} from slack_post p where p.tenant = $1 order by n`,
      [world.tenant],
    )
  ).rows;

test('[NTF-2] a card holds event, agent, visitor, the last five messages, and a link to it', async () => {
  await world.bind({
    default_channel: channel.support,
    events: { ...five(), new_conversation: { enabled: false, channel: null } },
  });
  const { conversation, visitor } = await world.begin();
  for (let i = 1; i <= 6; i += 1) await world.say(visitor, `question ${i}`, { conversation });
  await ask(conversation);
  const [card = ''] = await world.read(root(await world.posts(conversation)));
  expect(card).toContain('# Escalation Requested');
  expect(card).toContain('*Visitor: *Vera Visitor');
  expect(card).toContain('*Agent: *Ropey');
  expect(card).toContain('*Why: *a rule matched · said “refund”');
  expect(card).not.toContain('question 1\n');
  for (let i = 2; i <= 6; i += 1) expect(card).toContain(`> question ${i}`);
  expect(card).toContain('[primary: Take Over] [Assign] [Open in Belay]');
  const drawn = await drawPosts(world.ctx, world.tenant, root(await world.posts(conversation)));
  expect(JSON.stringify([...drawn.values()])).toContain(
    `${world.ctx.config.publicUrl}/app/inbox/${publicId('cnv', conversation)}`,
  );
});

test('[NTF-2] lead, rating and outcome are told as they are now', async () => {
  const { conversation } = await world.begin();
  const fields = { name: 'Ida Fern', email: 'ida@fern.example' };
  await captureLead(world.ctx, { tenant: world.tenant, conversation }, fields, 'chat');
  await happened(conversation, 'rating.low', { thumb: null, stars: 2, comment: 'Too slow' });
  const ran = {
    action: { id: 'act_1', name: 'Book a demo' },
    state: 'failed',
    outcome: 'It said 503.',
  };
  await happened(conversation, 'action.ran', ran);
  await captureLead(
    world.ctx,
    { tenant: world.tenant, conversation },
    { ...fields, email: 'ida@birch.example' },
    'chat',
  );
  const events = (await world.posts(conversation)).filter(({ kind }) => kind === 'event');
  const [lead = '', rating = '', action = ''] = await world.read(events);
  expect(lead).toMatch(/# Lead Captured[\s\S]*Ida Fern[\s\S]*ida@birch\.example/);
  expect(lead).not.toContain('ida@fern.example');
  expect(rating).toMatch(/2 of 5 stars[\s\S]*Too slow/);
  expect(action).toMatch(/Book a demo · failed · It said 503\./);
});

test('[NTF-7] redaction is the channel’s, and the strictest of all who tell it something', async () => {
  const { conversation, visitor } = await world.begin();
  await world.say(visitor, 'Mail me: vera@rope.example', { conversation });
  await ask(conversation);
  await takeOver(world.ctx, world.ann, conversation);
  await world.say(visitor, 'or call +49 30 5550 1234', { conversation });
  const other = randomUUID();
  await server.pool.query(
    `insert into agent (tenant, id, name, settings) values ($1, $2, 'Other', '{}')`,
    [world.tenant, other],
  );
  const look = async (redaction: 'none' | 'masked' | 'no_transcript', agent?: string) => {
    await world.bind({ events: five(), channels: { [channel.support]: { redaction } } }, agent);
    return (await world.read(await world.posts(conversation))).join('\n');
  };
  expect(await look('none')).toMatch(/vera@rope\.example[\s\S]*5550 1234/);
  expect(await look('masked')).not.toMatch(/vera@rope|5550/);
  await look('none');
  const strictest = await look('no_transcript', other);
  expect(strictest).not.toMatch(/vera@rope|5550|coil/);
  expect(strictest).toMatch(/support history: drop[\s\S]*support line: drop/);
  // what stands there has to go
  await world.land();
  expect(await look('no_transcript', other)).toMatch(/history: delete[\s\S]*line: delete/);
  await world.bind(null, other);
});

test('[NTF-7] a channel that another company is in shows nothing until a person agreed', async () => {
  const { conversation } = await world.begin('waiting');
  await server.pool.query(
    `insert into slack_channel (tenant, installation, channel, name, is_shared, is_member)
     values ($1, $2, $3, 'support', true, false)`,
    [world.tenant, world.installation, channel.support],
  );
  const read = async () => (await world.read(root(await world.posts(conversation)))).join();
  expect(await read()).not.toContain('coil');
  await world.bind({
    default_channel: channel.support,
    events: five(),
    channels: { [channel.support]: { shared_confirmed: true } },
  });
  expect(await read()).toContain('coil');
  expect(await read()).toContain('Replies typed here are not received');
  await server.pool.query('delete from slack_channel where tenant = $1', [world.tenant]);
});

test('[NTF-2] every channel has its own language', async () => {
  await world.bind({
    default_channel: channel.support,
    catch_all: channel.all,
    events: five(),
    channels: { [channel.support]: { language: 'ja' }, [channel.all]: { language: 'de' } },
  });
  const { conversation } = await world.begin('waiting');
  const [ja = '', de = ''] = await world.read(root(await world.posts(conversation)));
  expect(ja).toMatch(/\p{Script=Hiragana}/u);
  expect(de).toContain('Wartet');
});

test('[TKO-4] files are links that ask who wants them', async () => {
  const { conversation, visitor } = await world.begin('human');
  const { message } = await world.say(visitor, 'see the plan', { conversation });
  await server.pool.query(
    `insert into desk_file (tenant, id, conversation, message, name, content_type, size_bytes, blob_id)
     values ($1, $2, $3, $4, 'plan.pdf', 'application/pdf', 3, 'blb')`,
    [world.tenant, randomUUID(), conversation, message],
  );
  const line = (await world.posts(conversation)).filter((post) => post.message === message);
  const [read = ''] = await world.read(line);
  const link = `${world.ctx.config.publicUrl}/app/inbox/${publicId('cnv', conversation)}`;
  expect(read).toContain(`[File: plan.pdf](${link})`);
});

test('[NTF-6] a reminder says that somebody came, and one that is late is not sent', async () => {
  const { conversation } = await world.begin('waiting');
  const [card] = await world.cards(conversation);
  const { escalation } = await world.standing(conversation);
  const remind = () =>
    inTransaction(server.pool, (db) =>
      enqueuePosts({ db, now: new Date() }, [
        {
          ...{ tenant: world.tenant, installation: world.installation, channel: channel.support },
          ...{ agent: world.agent, card: card?.id, kind: 'reminder' },
          data: { escalation, n: 1, step: { kind: 'thread' }, minutes: 5 },
        },
      ]),
    );
  await remind();
  await world.land();
  const reminders = async () =>
    (await world.posts(conversation)).filter(({ kind }) => kind === 'reminder');
  expect((await world.read(await reminders())).join()).toContain(
    'Still waiting for a person, 5 min',
  );
  await remind();
  await takeOver(world.ctx, world.ann, conversation);
  const [posted, late] = await reminders();
  expect(posted?.redraw_at).not.toBeNull();
  const [settled = '', dropped] = await world.read([posted, late].flatMap((post) => post ?? []));
  expect(settled).toContain('Reminder settled: Ann Able has it.');
  expect(dropped).toBe('support reminder: drop');
  // what it said then it goes on saying
  await world.land();
  await server.pool.query(
    `update conversation set state = 'closed', owner = null, claim = null, quiet_due = null,
       closed_at = now() where id = $1`,
    [conversation],
  );
});

test('[NTF-5] what tells of no conversation: tests, digests, summaries', async () => {
  const place = { tenant: world.tenant, installation: world.installation, agent: world.agent };
  const ids = await inTransaction(server.pool, (db) =>
    enqueuePosts({ db, now: new Date() }, [
      { ...place, channel: channel.leads, kind: 'test', data: { events: ['lead'] } },
      { ...place, channel: channel.leads, kind: 'summary', data: { posted: 3, dropped: 0 } },
      {
        ...{ ...place, channel: channel.leads, kind: 'digest' },
        data: {
          ...{ day: '2026-11-20', conversations: 4, by_agent: 3, by_people: 1 },
          ...{ median_claim_ms: 61_000, missed: 0, good: 2, low: 1 },
        },
      },
    ]),
  );
  const rows = (await rowsOf()).filter(({ id }) => ids.includes(id));
  const drawn = await drawPosts(world.ctx, world.tenant, rows);
  const texts = rows.map(({ id }) => {
    const made = drawn.get(id);
    return made?.kind === 'message' ? made.message.text : made?.kind;
  });
  expect(texts).toEqual([
    'Test message · Belay can post here. Events for this channel: Lead Captured.',
    'Belay can post here again. 3 posts come late.',
    'Yesterday at Ropey · Conversations: 4',
  ]);
});

/** A card with its root for each of three hundred conversations, by rows alone. */
const burst = `
with talk as (
  insert into conversation (tenant, id, number, agent, visitor)
  select $1, gen_random_uuid(), 100000 + n, $2, $3 from generate_series(1, 300) n returning id
), words as (
  insert into message (tenant, id, conversation, seq, cycle, turn, author, text, via)
  select $1, gen_random_uuid(), id, 1, 1, 1, 'visitor', 'Hello', 'widget' from talk
), told as (
  insert into announcement (tenant, id, kind, agent, conversation, about, data)
  select $1, gen_random_uuid(), 'conversation.started', $2, id, id::text, '{}' from talk
  returning id, conversation
), cards as (
  insert into slack_card (tenant, id, agent, conversation, installation, channel)
  select $1, id, $2, id, $4, $5 from talk
)
insert into slack_post (tenant, id, agent, card, installation, channel, kind, announcement, data)
select $1, gen_random_uuid(), $2, conversation, $4, $5, 'card', id,
  jsonb_build_object('announcements', jsonb_build_array(id)) from told
returning id`;

test('[NTF-4] three hundred cards cost as many statements as one, and are drawn alike each time', async () => {
  const { visitor } = await world.visitor();
  const { rows } = await server.pool.query<{ id: string }>(burst, [
    ...[world.tenant, world.agent, visitor, world.installation, channel.leads],
  ]);
  const ids = new Set(rows.map(({ id }) => id));
  const posts = (await rowsOf()).filter(({ id }) => ids.has(id));
  expect(posts).toHaveLength(300);
  const asked = vi.spyOn(pg.Client.prototype, 'query');
  const draw = async (some: readonly PostRow[]) => {
    asked.mockClear();
    const drawn = await drawPosts(world.ctx, world.tenant, some);
    // the server beside it says every ten seconds that it listens
    const statements = asked.mock.calls.filter(([query]) =>
      /"slack-(?!listening)/.test(JSON.stringify(query)),
    );
    return { statements: statements.length, drawn: [...drawn].map((each) => JSON.stringify(each)) };
  };
  const one = await draw(posts.slice(0, 1));
  const all = await draw(posts);
  const again = await draw(posts.toReversed());
  asked.mockRestore();
  expect(one.statements).toBe(4);
  expect(all.statements).toBe(4);
  expect(all.drawn.every((each) => each.includes('New Conversation'))).toBe(true);
  expect(again.drawn.toReversed()).toEqual(all.drawn);
});

test('[NTF-2] of many open cards fifty show a new name at once, those that wait first', async () => {
  const { visitor } = await world.visitor();
  const { rows } = await server.pool.query<{ id: string }>(burst.replace('100000', '200000'), [
    ...[world.tenant, world.agent, visitor, world.installation, channel.all],
  ]);
  const ids = rows.map(({ id }) => id);
  await world.land();
  const { rows: waiting } = await server.pool.query<{ id: string }>(
    `update conversation set state = 'waiting', escalation = gen_random_uuid(),
       updated_at = now() - interval '1 hour'
     where id in (select card from slack_post where id = any($1) limit 3) returning id`,
    [ids],
  );
  await inTransaction(server.pool, (db) => redrawAgent(db, world));
  const { rows: stale } = await server.pool.query<{ card: string }>(
    'select card from slack_post where redraw_at is not null',
  );
  expect(stale).toHaveLength(50);
  const cards = stale.map(({ card }) => card);
  for (const { id } of waiting) expect(cards).toContain(id);
});
