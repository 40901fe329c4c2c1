import { randomUUID } from 'node:crypto';
import type {
  ConversationDetail,
  ConversationsPage,
  QueueCounts,
  VerbAnswer,
} from '@belay/contract/desk/conversation';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicId } from '../../memory/ids.ts';
import { eventually } from '../../testing/eventually.ts';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import { invitePerson, type TestPerson } from '../../testing/test-person.ts';
import {
  type ConversationWorld,
  conversationWorld,
} from '../conversation/testing/conversation-world.ts';
import { closeConversation } from '../conversation/verbs/close-conversation.ts';

let server: TestServer;
let world: ConversationWorld;
let ann: TestPerson & { id: string };
let bob: TestPerson & { id: string };
let viewer: TestPerson & { id: string };
beforeAll(async () => {
  server = await startTestServer();
  world = await conversationWorld(server);
  const invite = (email: string, role: 'operator' | 'viewer') =>
    invitePerson(server, world.owner, { email, role });
  ann = await invite('ann@rope.example', 'operator');
  bob = await invite('bob@rope.example', 'operator');
  viewer = await invite('vic@rope.example', 'viewer');
});
afterAll(() => server.close());

const cnv = (conversation: string) => publicId('cnv', conversation);
const at = (conversation: string, rest = '') =>
  `/v1/desk/conversations/${cnv(conversation)}${rest}`;
async function ok<T>(answer: Promise<Response>): Promise<T> {
  const response = await answer;
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text}`);
  // the test names the contract's type of the route
  return JSON.parse(text) as T;
}
const list = (person: TestPerson, query: string) =>
  ok<ConversationsPage>(person.call('GET', `/v1/desk/conversations?${query}`));
const idsOf = ({ items }: ConversationsPage) => items.map(({ id }) => id);

test('[DSK-6] from the queue to the visitor and back: every verb answers how things stand', async () => {
  const { conversation } = await world.begin('waiting');
  const verb = (name: string, body: unknown, person = ann) =>
    ok<VerbAnswer>(person.call('POST', at(conversation, `/${name}`), body));
  const taken = await verb('take-over', { text: 'Hello, Ann here.', client_id: 'hi' });
  expect(taken.conversation).toMatchObject({ state: 'human', owner: { id: ann.id } });
  expect(taken.message).toMatchObject({ text: 'Hello, Ann here.', via: 'dashboard' });
  const lost = await bob.call('POST', at(conversation, '/take-over'), {});
  expect([lost.status, await lost.json()]).toMatchObject([
    409,
    {
      error_code: 'CONFLICT',
      message: expect.stringContaining('ann@rope.example has this conversation.'),
      details: { state: 'human', owner: { id: ann.id, name: 'ann@rope.example' } },
    },
  ]);
  const note = await verb('messages', { text: 'she is nice', note: true, client_id: 'n1' }, bob);
  expect(note.message?.kind).toBe('note');
  const said = await verb('messages', { text: 'Over and udner.', client_id: 'm1' });
  const message = said.message?.id ?? '';
  const edited = await ok<VerbAnswer>(
    ann.call('PATCH', at(conversation, `/messages/${message}`), { text: 'Over and under.' }),
  );
  expect(edited.message).toMatchObject({ text: 'Over and under.', edited_at: expect.any(String) });
  const taught = await ok<VerbAnswer>(
    ann.call('POST', at(conversation, `/messages/${message}/teach`), { taught: true }),
  );
  expect(taught.message?.taught).toBe(true);
  const snoozed = await verb('snooze', { until: new Date(Date.now() + 3_600_000).toISOString() });
  expect(snoozed.conversation.snooze_until).not.toBeNull();
  expect((await verb('snooze', { until: null })).conversation.snooze_until).toBeNull();
  const stale = await ann.call('POST', at(conversation, '/hand-back'), {
    claim: publicId('clm', randomUUID()),
  });
  expect(stale.status).toBe(409);
  await verb('assign', { person_id: bob.id, claim: taken.conversation.claim });
  expect((await verb('release', {}, bob)).conversation.state).toBe('waiting');
  expect((await verb('close', {})).conversation.state).toBe('closed');
  expect((await verb('reopen', {})).conversation).toMatchObject({ state: 'human', cycle: 2 });
  expect((await verb('hand-back', { instruction: 'be brief' })).conversation.state).toBe('agent');
  expect(
    (await verb('escalate', { detail: 'VIP' })).conversation.escalation?.reasons,
  ).toMatchObject([{ reason: 'api', detail: 'VIP' }]);
  const deleted = await ok<VerbAnswer>(
    ann.call('DELETE', at(conversation, `/messages/${message}`)),
  );
  expect(deleted.message).toMatchObject({ text: '', deleted_at: expect.any(String) });
  const { rows } = await server.pool.query<{ endpoint: string }>(
    `select endpoint from audit where tenant = $1 and details ->> 'conversation_id' = $2 order by ts`,
    [world.tenant, cnv(conversation)],
  );
  expect(rows.map(({ endpoint }) => endpoint)).toEqual([
    ...['desk.take_over', 'desk.edit_message', 'desk.teach', 'desk.snooze', 'desk.assign'],
    ...['desk.release', 'desk.close', 'desk.reopen', 'desk.hand_back', 'desk.escalate'],
    'desk.delete_message',
  ]);
});

test('[DSK-6] the transcript comes with its newest 200, and pages back without a gap', async () => {
  const { conversation, visitor } = await world.begin();
  for (let n = 0; n < 6; n += 1) await world.say(visitor, `word ${n}`, { conversation });
  await server.pool.query(
    `insert into message (tenant, id, conversation, seq, cycle, turn, author, text, via)
     select $1, gen_random_uuid(), $2, n, 1, 1, 'visitor', 'old', 'widget' from generate_series(8, 350) n`,
    [world.tenant, conversation],
  );
  const detail = await ok<ConversationDetail>(viewer.call('GET', at(conversation)));
  expect(detail.conversation).toMatchObject({ id: cnv(conversation), state: 'agent' });
  const seqs = detail.messages.map(({ seq }) => seq);
  expect([detail.has_earlier, seqs.length, seqs[0], seqs.at(-1)]).toEqual([true, 200, 151, 350]);
  const read: number[] = [];
  for (let before = 151, more = true; more; ) {
    const page = await ok<{ items: { seq: number }[]; has_earlier: boolean }>(
      viewer.call('GET', at(conversation, `/messages?before=${before}`)),
    );
    read.unshift(...page.items.map(({ seq }) => seq));
    before = read[0] ?? 0;
    more = page.has_earlier;
  }
  expect(read).toEqual(Array.from({ length: 150 }, (_, n) => n + 1));
});

test('[DSK-6] queues: who waits longest first, mine, snoozed, and their counts', async () => {
  await server.pool.query('delete from conversation where tenant = $1', [world.tenant]);
  const first = await world.begin('waiting');
  world.pass(1);
  const second = await world.begin('waiting');
  const third = await world.begin('agent');
  const mine = await world.begin('agent');
  await ok(ann.call('POST', at(mine.conversation, '/take-over'), {}));
  const away = await world.begin('agent');
  await ok(ann.call('POST', at(away.conversation, '/take-over'), {}));
  const until = new Date(Date.now() + 3_600_000).toISOString();
  await ok(ann.call('POST', at(away.conversation, '/snooze'), { until }));
  const closed = await world.begin('closed');
  await ok(bob.call('POST', at(second.conversation, '/assign'), { person_id: ann.id }));
  const waiting = [first, second].map(({ conversation }) => cnv(conversation));
  expect(idsOf(await list(ann, 'queue=waiting'))).toEqual(waiting);
  const begun = (...all: { conversation: string }[]) =>
    all.map(({ conversation }) => cnv(conversation)).sort();
  const queue = async (name: string, person = ann) =>
    idsOf(await list(person, `queue=${name}`)).sort();
  expect(await queue('mine')).toEqual(begun(mine, second));
  expect(await queue('mine', bob)).toEqual([]);
  expect(await queue('snoozed')).toEqual(begun(away));
  expect(await queue('closed')).toEqual(begun(closed));
  expect(await queue('open')).toEqual(begun(first, second, third, mine, away));
  expect(await ok<QueueCounts>(ann.call('GET', '/v1/desk/counts'))).toEqual({
    ...{ waiting: 2, mine: 2, snoozed: 1, closed: 1, open: 5, all: 6 },
  });
  expect((await ok<QueueCounts>(viewer.call('GET', '/v1/desk/counts'))).mine).toBe(0);
});

test('[DSK-6] pages follow each other while the list moves', async () => {
  await server.pool.query('delete from conversation where tenant = $1', [world.tenant]);
  const begun: string[] = [];
  for (let n = 0; n < 7; n += 1) {
    begun.unshift(cnv((await world.begin()).conversation));
    if (n % 2) world.pass(1);
  }
  const read: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: ConversationsPage = await list(ann, `limit=3${cursor && `&cursor=${cursor}`}`);
    read.push(...idsOf(page));
    cursor = page.next_cursor;
    // a new one comes to the top
    if (read.length === 3) await world.begin();
  }
  expect(read).toEqual(begun);
  const bad = await ann.call('GET', '/v1/desk/conversations?cursor=nonsense');
  expect(bad.status).toBe(422);
});

test('[DSK-6] search finds words, beginnings, visitors and numbers, and hostile text finds nothing', async () => {
  const wanted = await world.begin();
  await world.say(wanted.visitor, 'Does the carabiner O’Neil-7 rust in seawater?', {
    conversation: wanted.conversation,
  });
  await server.pool.query(
    `update visitor set name = 'Wilhelmina Zwart', email = 'mina@harbour.example' where id = $1`,
    [wanted.visitor.visitor],
  );
  const id = cnv(wanted.conversation);
  const { number } = (await ok<ConversationDetail>(ann.call('GET', at(wanted.conversation))))
    .conversation;
  const find = async (query: string) =>
    idsOf(await list(ann, new URLSearchParams({ query }).toString()));
  for (const query of ['carabiner', 'carab seaw', 'WILHELMINA', 'zwar', 'mina@harb', `#${number}`])
    expect([query, await find(query)]).toEqual([query, [id]]);
  for (const query of ['carabiner tulip', `'`, `':*`, '\\', '& | !', `x') or true --`, '%', '???'])
    expect([query, await find(query)]).toEqual([query, []]);
  await closeConversation(world.ctx, wanted.visitor, wanted.conversation);
  expect(idsOf(await list(ann, 'query=carabiner&queue=open'))).toEqual([]);
  expect(idsOf(await list(ann, 'query=carabiner&queue=closed'))).toEqual([id]);
});

test('[DSK-6] people who may answer are listed for everybody who reads the desk', async () => {
  const { items } = await ok<{ items: { id: string; role: string }[] }>(
    viewer.call('GET', '/v1/desk/people'),
  );
  const ids = items.map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining([ann.id, bob.id]));
  expect(ids).not.toContain(viewer.id);
});

test('[SEC-2] viewers read and change nothing; a token acts as the person who made it', async () => {
  const { conversation } = await world.begin('waiting');
  for (const name of ['take-over', 'close', 'seen', 'typing'])
    expect((await viewer.call('POST', at(conversation, `/${name}`), {})).status).toBe(403);
  const robot = await ok<{ token: string; actor: string }>(
    world.owner.call('POST', '/v1/api-tokens', {
      ...{ name: 'robot', scopes: null, capabilities: ['desk.read', 'desk.operate'] },
    }),
  );
  const caller = server.identity(robot.token, robot.actor, 'org:rope-co');
  const taken = await ok<VerbAnswer>(caller.call('POST', at(conversation, '/take-over'), {}));
  expect(taken.conversation.owner?.name).toBe('Olga Owner');
  const said = await ok<VerbAnswer>(
    caller.call('POST', at(conversation, '/messages'), { text: 'Hi', client_id: 'r1' }),
  );
  expect(said.message).toMatchObject({ via: 'api', author: { name: 'Olga Owner' } });
});

test('[DSK-2] how far the team has read never goes back or beyond, and both sides hear of it', async () => {
  const { conversation } = await world.begin('human');
  const heard: unknown[] = [];
  const stop = server.ctx.notices.on('belay_desk_say', (word) => heard.push(word));
  const seen = (seq: number) => ann.call('POST', at(conversation, '/seen'), { seq });
  for (const seq of [1, 99, 1]) expect((await seen(seq)).status).toBe(204);
  expect((await world.standing(conversation)).seen_by_operator).toBe(2);
  expect((await ann.call('POST', at(conversation, '/typing'), {})).status).toBe(204);
  await eventually(() => heard.length).toBeGreaterThanOrEqual(3);
  stop();
});

test('[TKO-1] of twenty sessions that click at once one wins', async () => {
  const { conversation } = await world.begin('waiting');
  const clicks = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      (n % 2 ? ann : bob).call('POST', at(conversation, '/take-over'), {}),
    ),
  );
  const owner = (await world.standing(conversation)).owner;
  const winner = owner === ann.id ? 1 : 0;
  for (const [n, click] of clicks.entries())
    expect(click.status).toBe(n % 2 === winner ? 200 : 409);
});
