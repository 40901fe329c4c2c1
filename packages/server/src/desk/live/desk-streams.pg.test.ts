import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { DeskEvent } from '@belay/contract/desk/stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../../db/in-transaction.ts';
import { publicId } from '../../memory/ids.ts';
import { startServer } from '../../start-server.ts';
import { eventually } from '../../testing/eventually.ts';
import { invitePerson } from '../../testing/test-person.ts';
import { type DeskWorld, deskWorld, type TestVisitor } from '../visitors/testing/desk-world.ts';
import type { DeskNews } from './desk-feed.ts';
import { sweepGone } from './presence.ts';
import { pruneNews } from './prune-news.ts';
import { recordNews } from './record-news.ts';
import { type HeardFrame, type Listener, listen } from './testing/listen.ts';

let world: DeskWorld;
beforeAll(async () => {
  world = await deskWorld();
});
afterAll(() => world.close());

const open: Listener[] = [];
const listening = async (url: string, headers: Record<string, string>) => {
  const listener = await listen(url, headers);
  open.push(listener);
  return listener;
};
const atDesk = (more: Record<string, string> = {}, { query = '', url = world.server.url } = {}) =>
  listening(`${url}/v1/desk/stream${query}`, {
    cookie: world.owner.cookie,
    'x-belay-tenant': world.owner.tenant,
    ...more,
  });
const asVisitor = (
  { token }: TestVisitor,
  more: Record<string, string> = {},
  url = world.server.url,
) => listening(`${url}/v1/widget/stream`, { authorization: `Bearer ${token}`, ...more });

const uuid = (id: string) => id.slice(4).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
/** News of a conversation that can be told apart, for both sides. */
const newsOf = (visitor: TestVisitor, conversation: string, seq: number): DeskNews => {
  const event = { kind: 'seen', conversation_id: conversation, by: 'operator', seq } as const;
  return {
    tenant: world.owner.tenant,
    visitor: uuid(visitor.session.visitor.id),
    conversation: uuid(conversation),
    forOperators: event,
    forVisitor: event,
  };
};
const record = async (...news: DeskNews[]) => {
  await inTransaction(world.server.pool, (db) => recordNews(db, news));
  world.server.ctx.desk.wake();
};
const seqs = (frames: HeardFrame[]) =>
  frames.flatMap(({ data }) => (data.kind === 'seen' ? [data.seq] : []));
const isSeen = ({ data }: HeardFrame) => data.kind === 'seen';
const withConversation = async () => {
  const visitor = await world.visit();
  const { conversation } = await visitor.say('hello');
  return { visitor, conversation: conversation.id };
};

test('[DSK-6] what a visitor writes is at the desk, and what is told to the visitor at the widget', async () => {
  const { visitor, conversation } = await withConversation();
  const [desk, widget] = [await atDesk(), await asVisitor(visitor)];
  await visitor.say('is anybody there?', { conversation_id: conversation });
  const isWord = ({ data }: HeardFrame) =>
    data.kind === 'message' && data.message.text === 'is anybody there?';
  const [[shown], [own]] = [await desk.until(isWord), await widget.until(isWord)];
  expect(shown?.data).toMatchObject({ conversation_id: conversation });
  expect(shown?.data).toHaveProperty('message.author.id', visitor.session.visitor.id);
  expect(own?.data).not.toHaveProperty('message.author.id');
  expect([shown?.id, own?.id]).toEqual([
    expect.stringMatching(/^dsk_[0-9a-f]{36}$/),
    expect.stringMatching(/^dsk_[0-9a-f]{36}$/),
  ]);
});

test('[DSK-6] a stream is of its own tenant, its own visitor, its own agent, its own conversation', async () => {
  const [ann, bob] = [await withConversation(), await withConversation()];
  const other = await world.addAgent(world.owner.tenant);
  const elsewhere = await world.visit(other);
  const streams = {
    desk: await atDesk(),
    ofAnn: await atDesk({}, { query: `?conversation_id=${ann.conversation}` }),
    ann: await asVisitor(ann.visitor),
    bob: await asVisitor(bob.visitor),
    elsewhere: await asVisitor(elsewhere),
  };
  await record(newsOf(ann.visitor, ann.conversation, 1), newsOf(bob.visitor, bob.conversation, 2));
  // news of another agent's conversation, though it is told to the same visitor
  await record({ ...newsOf(elsewhere, ann.conversation, 3), forOperators: null });
  await record(newsOf(ann.visitor, ann.conversation, 4), newsOf(bob.visitor, bob.conversation, 5));
  for (const [name, wanted] of Object.entries({
    desk: [1, 2, 4, 5],
    ofAnn: [1, 4],
    ann: [1, 4],
    bob: [2, 5],
  }))
    expect([name, seqs(await streams[name as 'desk'].until(isSeen, wanted.length))]).toEqual([
      name,
      wanted,
    ]);
  expect(seqs(streams.elsewhere.frames)).toEqual([]);
  const missing = await world.owner.call('GET', '/v1/desk/stream?conversation_id=cnv_x');
  expect(missing.status).toBe(404);
});

test('[DSK-6] Last-Event-ID replays without hole or duplicate, whatever commits in between', async () => {
  const { visitor, conversation } = await withConversation();
  const first = await asVisitor(visitor);
  const from = { 'last-event-id': first.lastId() };
  const slow = await world.server.pool.connect();
  await slow.query('begin');
  await recordNews(slow, [newsOf(visitor, conversation, 0)]);
  for (let seq = 1; seq <= 120; seq++) await record(newsOf(visitor, conversation, seq));
  // behind an open transaction nothing is told yet: it would come before what was told
  const during = await asVisitor(visitor, from);
  await slow.query('commit');
  slow.release();
  for (let seq = 121; seq <= 130; seq++) await record(newsOf(visitor, conversation, seq));
  const after = await asVisitor(visitor, from);
  const all = Array.from({ length: 131 }, (_, seq) => seq);
  for (const stream of [first, during, after])
    expect(seqs(await stream.until(isSeen, 131))).toEqual(all);
  const middle = during.frames.filter(isSeen)[60]?.id ?? '';
  const resumed = await asVisitor(visitor, { 'last-event-id': middle });
  expect(seqs(await resumed.until(isSeen, 70))).toEqual(all.slice(61));
});

test('[DSK-6] a second process tells the same, drafts too, and goes on where the first one stopped', async () => {
  const { config } = world.server.ctx;
  const second = await startServer({
    env: {
      ...{ PORT: '0', BELAY_LOG: 'silent', BELAY_DATA_DIR: config.dataDir },
      DATABASE_URL: config.databaseUrl,
    },
    ...{ workers: false, jobs: false, outbox: false },
  });
  try {
    const { visitor, conversation } = await withConversation();
    const there = await asVisitor(visitor, {}, second.url);
    await record(newsOf(visitor, conversation, 1));
    const [told] = await there.until(isSeen);
    const text = 'Rope is sold by the metre. '.repeat(900);
    const place = { conversation_id: conversation, turn: 1, attempt: 1, n: 0 };
    const draft = { kind: 'draft' as const, ...place, text };
    const said = { ...newsOf(visitor, conversation, 0), forOperators: draft, forVisitor: draft };
    world.server.ctx.desk.say(said);
    const [heard] = await there.until(({ data }) => data.kind === 'draft');
    expect(heard).toMatchObject({ id: undefined, data: draft });
    await record(newsOf(visitor, conversation, 2));
    const here = await asVisitor(visitor, { 'last-event-id': told?.id ?? '' });
    expect(seqs(await here.until(isSeen))).toEqual([2]);
  } finally {
    await second.close();
  }
});

test('[TKO-3] a draft that comes after its turn was cancelled reaches nobody', async () => {
  const { visitor, conversation } = await withConversation();
  const widget = await asVisitor(visitor);
  const draft = (n: number): DeskNews => {
    const place = { conversation_id: conversation, turn: 1, attempt: 1, n };
    const event = { kind: 'draft' as const, ...place, text: `sentence ${n}` };
    return { ...newsOf(visitor, conversation, 0), forOperators: event, forVisitor: event };
  };
  world.server.ctx.desk.say(draft(0));
  const cancelled = {
    kind: 'draft_cancelled' as const,
    ...{ conversation_id: conversation, turn: 1, name: 'Olga' },
    reason: 'taken_over' as const,
  };
  await record({ ...draft(0), forOperators: cancelled, forVisitor: cancelled });
  await widget.until(({ data }) => data.kind === 'draft_cancelled');
  world.server.ctx.desk.say(draft(1));
  await record(newsOf(visitor, conversation, 9));
  await widget.until(isSeen);
  const kinds = widget.frames.map(({ data }) => data.kind);
  expect(kinds.filter((kind) => kind === 'draft')).toHaveLength(1);
});

test('[DSK-2] typing and reading are told to the desk at once, and kept nowhere', async () => {
  const { visitor, conversation } = await withConversation();
  const desk = await atDesk();
  const path = `/v1/widget/conversations/${conversation}`;
  expect((await visitor.call('POST', `${path}/typing`, {})).status).toBe(204);
  const [typing] = await desk.until(({ data }) => data.kind === 'typing');
  expect(typing).toMatchObject({ id: undefined, data: { author: 'visitor', name: null } });
  expect(world.server.ctx.desk.typedAt(uuid(conversation))).toBeGreaterThan(0);
  expect(world.server.ctx.desk.typedAt(randomUUID())).toBeUndefined();
  expect((await visitor.call('POST', `${path}/seen`, { seq: 999 })).status).toBe(204);
  const [seen] = await desk.until(({ data }) => data.kind === 'seen' && data.by === 'visitor');
  // not further than there is something to read
  expect(seen?.data).toMatchObject({ seq: 1 });
  expect((await visitor.call('POST', `${path}/seen`, { seq: 0 })).status).toBe(204);
  const { rows } = await world.server.pool.query(
    'select seen_by_visitor from conversation where id = $1',
    [uuid(conversation)],
  );
  expect(rows).toEqual([{ seen_by_visitor: 1 }]);
});

test('[DSK-6] who is online is told once, and offline only after the grace', async () => {
  const { visitor } = await withConversation();
  const { pool, ctx } = world.server;
  const id = visitor.session.visitor.id;
  const desk = await atDesk();
  const told = () =>
    desk.frames.flatMap(({ data }) =>
      data.kind === 'online' && data.visitor_id === id ? [data.online] : [],
    );
  const [one, two] = [await asVisitor(visitor), await asVisitor(visitor)];
  await eventually(told).toEqual([true]);
  one.leave();
  two.leave();
  const until = async () => {
    const { rows } = await pool.query<{ left: number }>(
      'select extract(epoch from until - now())::int as left from visitor_online where visitor = $1',
      [uuid(id)],
    );
    return rows[0]?.left ?? 0;
  };
  await eventually(() => ctx.presence.count(world.owner.tenant, uuid(id))).toBe(0);
  await eventually(until).toBeLessThanOrEqual(20);
  await sweepGone(pool, ctx.desk);
  expect(told()).toEqual([true]);
  // back within the grace: nobody is told
  const back = await asVisitor(visitor);
  await eventually(until).toBeGreaterThan(30);
  expect(told()).toEqual([true]);
  back.leave();
  await eventually(until).toBeLessThanOrEqual(20);
  await pool.query('update visitor_online set until = now() where visitor = $1', [uuid(id)]);
  await sweepGone(pool, ctx.desk);
  await eventually(told).toEqual([true, false]);
});

test('[SEC-4] a blocked visitor’s stream ends at once, and no other begins', async () => {
  const { visitor } = await withConversation();
  const widget = await asVisitor(visitor);
  const path = `/v1/desk/visitors/${visitor.session.visitor.id}`;
  expect((await world.owner.call('POST', `${path}/block`, { reason: 'spam' })).status).toBe(200);
  await widget.ended;
  const refused = await visitor.call('GET', '/v1/widget/stream');
  expect([refused.status, await refused.json()]).toMatchObject([
    403,
    { error_code: 'POLICY_DENIED', details: { reason: 'blocked' } },
  ]);
  expect((await world.owner.call('POST', `${path}/unblock`, {})).status).toBe(200);
  (await asVisitor(visitor)).leave();
});

test('[SEC-4] a word that was lost ends the stream later: a visitor who is gone is not renewed', async () => {
  const { visitor } = await withConversation();
  const widget = await asVisitor(visitor);
  // as by a process whose notice never arrived
  await world.server.pool.query('update visitor set blocked_at = now() where id = $1', [
    uuid(visitor.session.visitor.id),
  ]);
  await world.server.ctx.presence.renew();
  await widget.ended;
});

test('[SEC-2] an operator’s stream ends with their session', async () => {
  const vic = await invitePerson(world.server, world.owner, {
    email: 'vic@rope.example',
    role: 'viewer',
  });
  const desk = await listening(`${world.server.url}/v1/desk/stream`, {
    cookie: vic.cookie,
    'x-belay-tenant': vic.tenant,
  });
  expect((await world.owner.call('DELETE', `/v1/members/${vic.id}`)).status).toBe(204);
  await desk.ended;
});

test('[DSK-6] news of yesterday is gone, and who comes for it is told to read anew', async () => {
  const { visitor, conversation } = await withConversation();
  const { pool } = world.server;
  const early = await asVisitor(visitor);
  const from = early.lastId();
  await record(newsOf(visitor, conversation, 1), newsOf(visitor, conversation, 2));
  const [one, two] = (await early.until(isSeen, 2)).map(({ id }) => id ?? '');
  await pool.query(`update desk_event set at = now() - interval '25 hours'`);
  await record(newsOf(visitor, conversation, 3));
  expect(await pruneNews(pool, Date.now())).toBeGreaterThanOrEqual(2);
  expect(await pruneNews(pool, Date.now())).toBe(0);
  for (const lost of [from, one ?? '']) {
    const late = await asVisitor(visitor, { 'last-event-id': lost });
    const [reset] = await late.until(({ event }) => event === 'reset');
    expect(reset?.data.kind).toBe('reset');
    await record(newsOf(visitor, conversation, 4));
    await late.until(({ data }) => data.kind === 'seen' && data.seq === 4);
    // where the present begins depends on who else is at work: never before what is gone
    expect(seqs(late.frames)).not.toContain(2);
    late.leave();
  }
  // who saw the last one that went has missed nothing
  const punctual = await asVisitor(visitor, { 'last-event-id': two ?? '' });
  expect(seqs(await punctual.until(isSeen, 3))).toEqual([3, 4, 4]);
  const strange = await visitor.call('GET', '/v1/widget/stream', undefined, {
    'last-event-id': 'lce_0',
  });
  expect(strange.status).toBe(422);
});

test('[SEC-5] a link to a file is signed when it is told, not when it was recorded', async () => {
  const { visitor, conversation } = await withConversation();
  const from = { 'last-event-id': (await asVisitor(visitor)).lastId() };
  const file = {
    ...{ id: publicId('fil', randomUUID()), name: 'a.png', size: 1, content_type: 'image/png' },
    url: 'old',
  };
  const message = { kind: 'message', conversation_id: conversation, message: { files: [file] } };
  // a double: as much of a message as is looked at
  await record({
    ...newsOf(visitor, conversation, 0),
    forOperators: message as unknown as DeskEvent,
  });
  const desk = await atDesk(from);
  const isIt = ({ data }: HeardFrame) => data.kind === 'message' && data.message.files.length > 0;
  const [told] = await desk.until(isIt);
  expect(told?.data).toHaveProperty('message.files.0.url', expect.stringContaining(file.id));
});

test('[DSK-6] a reader that sleeps through megabytes gets all of them, once, when it wakes', async () => {
  const { visitor, conversation } = await withConversation();
  const { owner, server } = world;
  const headers = { cookie: owner.cookie, 'x-belay-tenant': owner.tenant };
  const asked = request(`${server.url}/v1/desk/stream`, { headers }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  await once(answer, 'readable');
  const long = { forVisitor: null, padding: 'x'.repeat(20_000) };
  const count = 400;
  for (let seq = 0; seq < count; seq += 20) {
    const some = Array.from({ length: 20 }, (_, n) => newsOf(visitor, conversation, seq + n));
    const padded = some.map((news) => ({
      ...news,
      forOperators: { ...news.forOperators, ...long },
    }));
    // a double: a real event is not that long
    await record(...(padded as unknown as DeskNews[]));
  }
  const seen: number[] = [];
  let text = '';
  for await (const chunk of answer.setEncoding('utf8')) {
    text += chunk;
    const frames = text.split('\n\n');
    text = frames.pop() ?? '';
    for (const frame of frames) {
      const seq = /"seq":(\d+)/.exec(frame)?.[1];
      if (seq !== undefined && frame.includes('padding')) seen.push(Number(seq));
    }
    if (seen.length >= count) break;
  }
  expect(seen).toEqual(Array.from({ length: count }, (_, seq) => seq));
});

test('[DSK-6] a server that stops ends all streams at once', async () => {
  const small = await deskWorld();
  const visitor = await small.visit();
  const stream = await asVisitor(visitor, {}, small.server.url);
  await small.close();
  await stream.ended;
});
