import { createHmac, randomUUID } from 'node:crypto';
import type { WidgetAgent, WidgetSession } from '@belay/contract/desk/widget';
import type { ErrorBody } from '@belay/contract/error';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type DeskWorld,
  deskWorld,
  type TestAgent,
  visit,
} from '../visitors/testing/desk-world.ts';
import { type SentIdentity, signedText } from '../visitors/verify-identity.ts';

let world: DeskWorld;
beforeAll(async () => {
  world = await deskWorld();
});
afterAll(() => world.close());

const soon = () => Math.floor(Date.now() / 1000) + 600;
function identityOf(said: Partial<SentIdentity> = {}, secret = world.agent.secret): SentIdentity {
  const identity = { external_id: randomUUID(), expires_at: soon(), signature: '', ...said };
  const signature = createHmac('sha256', secret).update(signedText(identity)).digest('hex');
  return { ...identity, signature: said.signature ?? signature };
}
const identified = (said: SentIdentity, token?: string, agent: TestAgent = world.agent) =>
  visit(world.server, { agent_id: agent.id, identity: said }, token);
const asked = async (body: unknown, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${world.server.url}/v1/widget/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as WidgetSession & ErrorBody };
};

test('[DSK-9] a new visitor is told a token once; the database knows its hash alone', async () => {
  const { token, session } = await world.visit();
  expect(token).toMatch(/^bvt_[\w-]{43}$/);
  const { rows } = await world.server.pool.query('select * from visitor_token');
  expect(JSON.stringify(rows)).not.toContain(token);
  const again = await visit(world.server, { agent_id: world.agent.id }, token);
  expect(again.session.token).toBeUndefined();
  expect(again.session.visitor.id).toBe(session.visitor.id);
  const unknown = await visit(
    world.server,
    { agent_id: world.agent.id },
    `${token.slice(0, -3)}AAA`,
  );
  expect(unknown.session.visitor.id).not.toBe(session.visitor.id);
});

test('[DSK-9] a token is taken from its header, never from an address or a cookie', async () => {
  const { token, say } = await world.visit();
  const { conversation } = await say('hello');
  const path = `${world.server.url}/v1/widget/conversations/${conversation.id}`;
  const statuses = [
    (await fetch(path, { headers: { authorization: `Bearer ${token}` } })).status,
    (await fetch(`${path}?token=${token}&access_token=${token}`)).status,
    (await fetch(path, { headers: { cookie: `token=${token}; session=${token}` } })).status,
    (await fetch(path, { headers: { authorization: `Basic ${token}` } })).status,
  ];
  expect(statuses).toEqual([200, 401, 401, 401]);
  expect((await asked({ agent_id: world.agent.id, token })).status).toBe(422);
});

test('[DSK-9] an identity that its site signed opens its own history, on any device', async () => {
  const said = identityOf({ email: 'Ann@Rope.example', name: 'Ann Fisher' });
  const first = await identified(said);
  expect(first.session.visitor).toMatchObject({
    name: 'Ann Fisher',
    email: 'ann@rope.example',
    verified: true,
  });
  const { conversation } = await first.say('my rope is short');
  const second = await identified(identityOf({ external_id: said.external_id }));
  expect(second.token).not.toBe(first.token);
  expect(second.session.conversations.map(({ id }) => id)).toEqual([conversation.id]);
  // what was verified stays so, though nobody repeats it
  expect(second.session.visitor).toMatchObject({ email: 'ann@rope.example', verified: true });
});

test('[DSK-9] what was said before the identity goes along, and the token of before ends', async () => {
  const anonymous = await world.visit();
  const { conversation } = await anonymous.say('I forgot to sign in');
  const said = identityOf({ email: 'bea@rope.example' });
  const elsewhere = await identified(said);
  await elsewhere.say('from my phone');
  const merged = await identified(said, anonymous.token);
  expect(merged.session.visitor.id).toBe(elsewhere.session.visitor.id);
  expect(merged.session.conversations.map(({ id }) => id)).toContain(conversation.id);
  expect(merged.session.conversations).toHaveLength(2);
  const old = await anonymous.call('GET', `/v1/widget/conversations/${conversation.id}`);
  expect(old.status).toBe(401);
  const { rows } = await world.server.pool.query('select fields, via from lead');
  expect(rows).toEqual([
    { via: 'identity', fields: [{ key: 'email', label: 'E-mail', value: 'bea@rope.example' }] },
  ]);
});

test('[DSK-9] who was somebody else until now does not become this one', async () => {
  const ann = await identified(identityOf());
  const { conversation } = await ann.say('Ann’s words');
  const bob = await identified(identityOf(), ann.token);
  expect(bob.session.visitor.id).not.toBe(ann.session.visitor.id);
  expect(bob.session.conversations).toEqual([]);
  const path = `/v1/widget/conversations/${conversation.id}`;
  expect((await bob.call('GET', path)).status).toBe(404);
  expect((await ann.call('GET', path)).status).toBe(200);
});

test('[DSK-9] an e-mail that nobody vouched for opens nothing, and is called unverified', async () => {
  const known = await identified(identityOf({ email: 'carl@rope.example' }));
  await known.say('secret');
  const stranger = await world.visit();
  const { conversation } = await stranger.say('it is me, Carl');
  const lead = await stranger.call('POST', '/v1/widget/leads', {
    conversation_id: conversation.id,
    fields: { email: 'carl@rope.example' },
  });
  expect(lead.status).toBe(200);
  const { session } = await visit(world.server, { agent_id: world.agent.id }, stranger.token);
  expect(session.visitor).toMatchObject({ email: 'carl@rope.example', verified: false });
  expect(session.conversations).toHaveLength(1);
});

test.each([
  ['a signature of another secret', () => identityOf({}, 'another'), 'signature'],
  [
    'a changed e-mail',
    () => ({ ...identityOf({ email: 'a@b.example' }), email: 'x@b.example' }),
    'signature',
  ],
  [
    'an expiry put off',
    () => ({ ...identityOf({ expires_at: soon() - 700 }), expires_at: soon() }),
    'signature',
  ],
  ['a statement that has expired', () => identityOf({ expires_at: soon() - 601 }), 'expired'],
  ['a statement for a day', () => identityOf({ expires_at: soon() + 86_400 }), 'too_long'],
])('[DSK-9] %s is refused, and nobody is made', async (_, said, reason) => {
  const count = 'select count(*) from visitor';
  const before = (await world.server.pool.query(count)).rows;
  const { status, body } = await asked({ agent_id: world.agent.id, identity: said() });
  expect([status, body.error_code, body.details?.reason]).toEqual([
    401,
    'INVALID_SIGNATURE',
    reason,
  ]);
  expect((await world.server.pool.query(count)).rows).toEqual(before);
});

test('[DSK-9] a name can’t be moved into the id, nor the id into the time', async () => {
  const real = { external_id: `admin.${soon()}`, email: 'eve@rope.example' };
  const said = identityOf(real);
  const [external_id = '', expires_at] = real.external_id.split('.');
  const forged = { ...said, external_id, expires_at: Number(expires_at) };
  for (const email of [`${said.expires_at}.${real.email}`, real.email])
    expect(
      (await asked({ agent_id: world.agent.id, identity: { ...forged, email } })).body,
    ).toMatchObject({ details: { reason: 'signature' } });
  const split = { ...identityOf({ name: 'a\nb' }) };
  expect((await asked({ agent_id: world.agent.id, identity: split })).status).toBe(422);
});

test('[DSK-1] a paused agent takes nobody new, a private one is not there; who talks goes on', async () => {
  const { server, owner, addAgent } = world;
  const agent = await addAgent(owner.tenant);
  const guest = await visit(server, { agent_id: agent.id });
  const { conversation } = await guest.say('hello');
  const show = () => fetch(`${server.url}/v1/widget/agents/${agent.id}`);
  const shown = (await (await show()).json()) as WidgetAgent;
  expect(shown).toMatchObject({ name: 'Robin', serves: true });
  expect(shown).not.toHaveProperty('instructions');
  await server.pool.query('update agent set is_paused = true where id = $1', [agent.uuid]);
  expect(((await (await show()).json()) as WidgetAgent).serves).toBe(false);
  expect((await asked({ agent_id: agent.id })).body).toMatchObject({
    error_code: 'CONFLICT',
    details: { reason: 'agent_unavailable' },
  });
  await server.pool.query('update agent set is_public = false where id = $1', [agent.uuid]);
  expect((await show()).status).toBe(404);
  expect((await asked({ agent_id: agent.id })).status).toBe(404);
  const { session } = await visit(server, { agent_id: agent.id }, guest.token);
  expect(session.agent.serves).toBe(false);
  expect(session.conversations.map(({ id }) => id)).toEqual([conversation.id]);
});

test('[DSK-1] who talks to one agent learns nothing of another that is private', async () => {
  const { server, owner, addAgent } = world;
  const hidden = await addAgent(owner.tenant);
  await server.pool.query('update agent set is_public = false where id = $1', [hidden.uuid]);
  const guest = await world.visit();
  const headers = { authorization: `Bearer ${guest.token}` };
  expect((await asked({ agent_id: hidden.id }, headers)).status).toBe(404);
  await server.pool.query('update agent set is_public = true where id = $1', [hidden.uuid]);
  const there = await visit(server, { agent_id: hidden.id }, guest.token);
  // one person, and a token for each agent
  expect(there.session.visitor.id).toBe(guest.session.visitor.id);
  expect(there.token).not.toBe(guest.token);
});

test('[DSK-9] two tabs that prove the same identity at once are one visitor', async () => {
  const [one, two] = [await world.visit(), await world.visit()];
  await one.say('in one tab');
  await two.say('in the other');
  const said = identityOf({ email: 'dora@rope.example' });
  const both = await Promise.all([identified(said, one.token), identified(said, two.token)]);
  expect(both[0]?.session.visitor.id).toBe(both[1]?.session.visitor.id);
  const after = await identified(said);
  expect(after.session.conversations).toHaveLength(2);
});

test('[SEC-4] another site’s page makes no visitor, and is told nothing that it may read', async () => {
  const body = JSON.stringify({ agent_id: world.agent.id });
  const url = `${world.server.url}/v1/widget/session`;
  const headers = { origin: 'https://evil.example' };
  const post = await fetch(url, { method: 'POST', headers, body });
  expect([post.status, post.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  const preflight = await fetch(url, {
    method: 'OPTIONS',
    headers: { ...headers, 'access-control-request-method': 'POST' },
  });
  expect(preflight.ok).toBe(false);
  expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  const own = { origin: world.server.url };
  expect((await fetch(url, { method: 'POST', headers: own, body })).status).toBe(201);
});
