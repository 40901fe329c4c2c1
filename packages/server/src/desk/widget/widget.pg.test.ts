import { randomUUID } from 'node:crypto';
import type {
  VisitorMessageAnswer,
  WidgetConversation,
  WidgetTranscript,
} from '@belay/contract/desk/widget';
import type { ErrorBody } from '@belay/contract/error';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signIn } from '../../testing/test-person.ts';
import { type DeskWorld, deskWorld, type TestVisitor } from '../visitors/testing/desk-world.ts';

let world: DeskWorld;
beforeAll(async () => {
  world = await deskWorld({
    lead_form: {
      when: 'before_chat',
      fields: [
        { key: 'name', label: 'Name', kind: 'text', required: false },
        { key: 'email', label: 'E-mail', kind: 'email', required: true },
      ],
    },
  });
});
afterAll(() => world.close());

const begun = async () => {
  const visitor = await world.visit();
  const { conversation } = await visitor.say('hello');
  const path = `/v1/widget/conversations/${conversation.id}`;
  const verb = async (name: string, body: unknown = {}) => {
    const answer = await visitor.call('POST', `${path}/${name}`, body);
    return { status: answer.status, body: (await answer.json()) as WidgetConversation };
  };
  return { visitor, id: conversation.id, path, verb };
};
const transcript = async (visitor: TestVisitor, id: string, query = '') =>
  (await (
    await visitor.call('GET', `/v1/widget/conversations/${id}${query}`)
  ).json()) as WidgetTranscript;

test('[DSK-2] a message that is sent twice is written once', async () => {
  const visitor = await world.visit();
  const body = { text: 'do you ship to Japan?', client_id: randomUUID() };
  const send = () => visitor.call('POST', '/v1/widget/messages', body);
  const both = await Promise.all([send(), send()]);
  const third = await send();
  expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
  expect(third.status).toBe(200);
  const { conversation, message } = (await third.json()) as VisitorMessageAnswer;
  expect(message).toMatchObject({ seq: 1, text: body.text, client_id: body.client_id });
  const { messages } = await transcript(visitor, conversation.id);
  expect(messages.filter(({ text }) => text === body.text)).toHaveLength(1);
});

test('[DSK-2] a long conversation is read backwards, page by page, without hole or duplicate', async () => {
  const { visitor, id } = await begun();
  await world.server.pool.query(
    `insert into message (tenant, id, conversation, seq, cycle, turn, author, text, via)
     select tenant, gen_random_uuid(), id, 1000 + n, 1, 1, 'agent', 'answer ' || n, 'agent'
     from conversation, generate_series(1, 120) n where id = $1`,
    [`${id.slice(4)}`],
  );
  const seqs: number[] = [];
  let query = '';
  for (let pages = 0; pages < 5; pages++) {
    const page = await transcript(visitor, id, query);
    seqs.unshift(...page.messages.map(({ seq }) => seq));
    if (!page.has_earlier) break;
    query = `?before=${seqs[0]}`;
  }
  expect(seqs).toHaveLength(121);
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  expect(new Set(seqs).size).toBe(121);
});

test('[DSK-4] a visitor asks for a person, twice is one; goes on with the assistant; ends it', async () => {
  const { verb } = await begun();
  const first = await verb('escalate');
  const second = await verb('escalate');
  expect([first.body.state, second.body.state]).toEqual(['waiting', 'waiting']);
  expect(second.body.escalation?.id).toBe(first.body.escalation?.id);
  const stale = await verb('continue', { escalation_id: `esc_${'0'.repeat(32)}` });
  expect(stale.status).toBe(409);
  const on = await verb('continue', { escalation_id: second.body.escalation?.id });
  expect([on.status, on.body.state]).toEqual([200, 'agent']);
  const closed = await verb('close', { epoch: on.body.epoch });
  expect([closed.status, closed.body.state]).toEqual([200, 'closed']);
});

test('[DSK-2] a form before the first word begins a conversation that asks nothing', async () => {
  const visitor = await world.visit();
  const send = (fields: Record<string, string>) =>
    visitor.call('POST', '/v1/widget/leads', { fields });
  const wrong = await send({ email: 'ann@' });
  const problem = (await wrong.json()) as ErrorBody;
  expect([wrong.status, problem.details.field]).toEqual([422, 'fields.email']);
  expect((await send({ name: 'Ann' })).status).toBe(422);
  expect((await send({ email: 'ann@rope.example', role: 'x' })).status).toBe(422);
  const { rows: none } = await world.server.pool.query('select from lead where visitor = $1', [
    visitor.session.visitor.id.slice(4),
  ]);
  expect(none).toHaveLength(0);
  const sent = await send({ name: 'Ann', email: 'Ann@rope.example' });
  const conversation = (await sent.json()) as WidgetConversation;
  expect([sent.status, conversation.state]).toEqual([200, 'agent']);
  expect(
    ((await (await send({ email: 'ann@other.example' })).json()) as WidgetConversation).id,
  ).toBe(conversation.id);
  const { messages } = await transcript(visitor, conversation.id);
  expect(messages.map(({ text, line }) => line?.code ?? text)).toEqual([
    'Name: Ann\nE-mail: ann@rope.example',
    'lead_received',
  ]);
  const { pool } = world.server;
  const jobs = await pool.query(
    `select from graphile_worker.jobs where key like 'turn:%' and key like $1`,
    [`%${dashed(conversation.id)}`],
  );
  expect(jobs.rows).toHaveLength(0);
  const { rows } = await pool.query(
    `select l.fields, l.via, v.name, v.email, v.email_verified,
       (select count(*) from announcement n where n.conversation = l.conversation and n.kind = 'lead.captured') as told
     from lead l join visitor v on v.id = l.visitor where l.conversation = $1`,
    [dashed(conversation.id)],
  );
  expect(rows).toEqual([
    {
      fields: [
        { key: 'name', label: 'Name', value: 'Ann' },
        { key: 'email', label: 'E-mail', value: 'ann@other.example' },
      ],
      ...{ via: 'form', name: 'Ann', email: 'ann@other.example', email_verified: false, told: 1 },
    },
  ]);
});

test('[DSK-4] who can’t wait leaves an e-mail address, and is a lead', async () => {
  const { verb, id } = await begun();
  expect((await verb('mail', { email: 'nobody' })).status).toBe(422);
  expect((await verb('mail', { email: 'late@rope.example' })).status).toBe(200);
  const leads = await world.owner.call('GET', '/v1/desk/leads?query=LATE@');
  expect(await leads.json()).toMatchObject({
    items: [{ conversation_id: id, fields: [{ key: 'email', value: 'late@rope.example' }] }],
  });
});

test('[SEC-2] another visitor’s conversation looks like a missing one, whatever is done with it', async () => {
  const { id, path } = await begun();
  const stranger = await world.visit();
  const other = await world.visit(await world.addAgent(world.owner.tenant));
  const bodies: Record<string, unknown> = {
    continue: { escalation_id: 'esc_x' },
    seen: { seq: 1 },
    rating: { thumb: 'down' },
    mail: { email: 'a@b.example' },
  };
  const ask = async (visitor: TestVisitor, conversation: string) => {
    const base = `/v1/widget/conversations/${conversation}`;
    const answers = [
      await visitor.call('GET', base),
      ...(await Promise.all(
        ['escalate', 'close', 'typing', ...Object.keys(bodies)].map((verb) =>
          visitor.call('POST', `${base}/${verb}`, bodies[verb] ?? {}),
        ),
      )),
      await visitor.call('POST', '/v1/widget/leads', {
        ...{ conversation_id: conversation, fields: { email: 'a@b.example' } },
      }),
      await visitor.call('POST', '/v1/widget/messages', {
        ...{ conversation_id: conversation, text: 'x', client_id: randomUUID() },
      }),
    ];
    return Promise.all(
      answers.map(async (answer) => {
        const { request_id, ...body } = (await answer.json()) as Record<string, unknown>;
        return [answer.status, body];
      }),
    );
  };
  const real = await ask(stranger, id);
  expect(real.map(([status]) => status)).toEqual(Array(real.length).fill(404));
  expect(await ask(stranger, `cnv_${'0'.repeat(32)}`)).toEqual(real);
  expect(await ask(other, id)).toEqual(real);
  expect(path).toContain(id);
});

test('[SEC-2] markup comes back as the text that it is', async () => {
  const visitor = await world.visit();
  const text =
    '<img src=x onerror=alert(1)> </script><script>alert(2)</script> [x](javascript:alert(3)) \u202e';
  const { message, conversation } = await visitor.say(text, {
    page: { url: 'javascript:alert(1)', title: '<b>bold</b>' },
  });
  expect(message.text).toBe(text);
  const read = await visitor.call('GET', `/v1/widget/conversations/${conversation.id}`);
  expect(read.headers.get('content-type')).toMatch(/^application\/json/);
  expect(read.headers.get('x-content-type-options')).toBe('nosniff');
  expect(((await read.json()) as WidgetTranscript).messages[0]?.text).toBe(text);
});

test.each([
  ['a text with NUL', { text: 'a\0b' }],
  ['half a character', { text: '\ud800' }],
  ['9,000 characters', { text: 'x'.repeat(9_000) }],
  ['nothing but blanks', { text: ' \n ' }],
  ['an address with NUL', { text: 'x', page: { url: 'https://rope.example/\0' } }],
  ['a language with NUL', { text: 'x', language: 'd\0' }],
  ['an unknown field', { text: 'x', state: 'human' }],
  ['a text that is none', { text: { $ne: null } }],
])('[SEC-2] %s is refused', async (_, body) => {
  const visitor = await world.visit();
  const answer = await visitor.call('POST', '/v1/widget/messages', {
    client_id: randomUUID(),
    ...body,
  });
  expect(answer.status).toBe(422);
});

test('[SEC-4] 10 MB are no message, told or streamed', async () => {
  const { token } = await world.visit();
  const text = 'x'.repeat(10 * 1024 * 1024);
  const body = JSON.stringify({ text, client_id: 'a' });
  const send = (sent: string | ReadableStream) =>
    fetch(`${world.server.url}/v1/widget/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: sent,
      ...{ duplex: 'half' },
    }).catch(() => undefined);
  expect((await send(body))?.status).toBe(413);
  const streamed = await send(new Blob([body]).stream());
  // the server may hang up on who goes on sending
  if (streamed) expect(streamed.status).toBe(413);
  expect(
    (await fetch(`${world.server.url}/v1/widget/session`, { method: 'POST', body })).status,
  ).toBe(413);
});

test('[SEC-4] hundreds of messages at once: some are taken, the rest told when to come, others not hurt', async () => {
  const [flood, calm] = [await world.visit(), await world.visit()];
  const send = (n: number) =>
    flood.call('POST', '/v1/widget/messages', { text: `flood ${n}`, client_id: `${n}` });
  const flooding = Promise.all(Array.from({ length: 300 }, (_, n) => send(n)));
  const { message } = await calm.say('may I ask something?');
  expect(message.seq).toBe(1);
  const answers = await flooding;
  const taken = answers.filter(({ status }) => status === 201).length;
  const refused = answers.filter(({ status }) => status === 429);
  expect([taken + refused.length, taken < 60]).toEqual([300, true]);
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused[0]?.json()).toMatchObject({ error_code: 'RATE_LIMITED', retriable: true });
});

test('[SEC-2] an operator’s cookie and token open nothing of visitors, and theirs nothing of operators', async () => {
  const { visitor, path } = await begun();
  const { server, owner } = world;
  const fresh = await signIn(server, owner.email);
  const made = await owner.call('POST', '/v1/api-tokens', {
    ...{ name: 'robot', scopes: null, capabilities: ['desk.operate'] },
  });
  const { token, actor } = (await made.json()) as Record<string, string>;
  const headers: Record<string, string>[] = [
    { cookie: fresh.cookie, 'x-belay-tenant': fresh.tenant },
    { authorization: `Bearer ${token}`, 'x-cortex-actor': String(actor) },
  ];
  for (const sent of headers)
    expect((await fetch(server.url + path, { headers: sent })).status).toBe(401);
  for (const desk of ['/v1/desk/visitors', '/v1/desk/stream', '/v1/agents', '/v1/me', '/v1/events'])
    expect([
      desk,
      (await visitor.call('GET', desk, undefined, { 'x-belay-tenant': owner.tenant })).status,
    ]).toEqual([desk, 401]);
});

function dashed(id: string): string {
  return id.slice(4).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
