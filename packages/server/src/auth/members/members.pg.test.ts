import type { MemberView } from '@belay/contract/people';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import { invitePerson, setUpOwner, type TestPerson } from '../../testing/test-person.ts';

let server: TestServer;
let olga: TestPerson;
let ada: TestPerson & { id: string };
let vic: TestPerson & { id: string };
let olgaId: string;
const key = '7'.repeat(64);
beforeAll(async () => {
  server = await startTestServer({ BELAY_SECRET_KEY: key });
  olga = await setUpOwner(server);
  ada = await invitePerson(server, olga, { email: 'ada@example.com', role: 'admin' });
  vic = await invitePerson(server, olga, { email: 'vic@example.com', role: 'viewer' });
  const me = (await (await olga.call('GET', '/v1/me')).json()) as { user: { id: string } };
  olgaId = me.user.id;
});
afterAll(() => server.close());

const code = async (answer: Response) => {
  if (answer.ok) return String(answer.status);
  return `${answer.status} ${((await answer.json()) as { error_code: string }).error_code}`;
};
const change = async (who: TestPerson, id: string, body: unknown) =>
  code(await who.call('PATCH', `/v1/members/${id}`, body));
const members = async () =>
  ((await (await olga.call('GET', '/v1/members')).json()) as { items: MemberView[] }).items;
const memberOf = async (id: string) => (await members()).find(({ user_id }) => user_id === id);

test('[MGD-6] members are seen with what they read; a viewer sees only themselves', async () => {
  expect(
    (await members()).map(({ email, role, private_channels }) => [email, role, private_channels]),
  ).toEqual([
    ['olga@example.com', 'owner', 'all'],
    ['ada@example.com', 'admin', 'all'],
    ['vic@example.com', 'viewer', []],
  ]);
  expect(await code(await vic.call('GET', '/v1/members'))).toBe('403 POLICY_DENIED');
  expect(await code(await vic.call('GET', `/v1/members/${olgaId}`))).toBe('403 POLICY_DENIED');
  const own = await vic.call('GET', `/v1/members/${vic.id}`);
  expect(await own.json()).toMatchObject({ email: 'vic@example.com', scopes: null });
  expect((await memberOf(vic.id))?.last_seen_at).not.toBeNull();
});

test('[MGD-6, SEC-8] nobody gives more than they have, and owners are changed by owners only', async () => {
  expect(await change(ada, ada.id, { role: 'owner' })).toBe('403 POLICY_DENIED');
  expect(await change(ada, vic.id, { role: 'owner' })).toBe('403 POLICY_DENIED');
  expect(await change(ada, olgaId, { role: 'viewer' })).toBe('403 POLICY_DENIED');
  expect(await code(await ada.call('DELETE', `/v1/members/${olgaId}`))).toBe('403 POLICY_DENIED');
  expect(await change(vic, vic.id, { role: 'admin' })).toBe('403 POLICY_DENIED');
  expect(await change(ada, vic.id, { scopes: ['org:other'] })).toBe('422 INVALID_BODY');
  expect(await change(ada, vic.id, { role: 'emperor' })).toBe('422 INVALID_BODY');

  // an admin of one part can neither invite nor raise anybody beyond it
  expect(await change(olga, ada.id, { scopes: ['org:acme/team:a'] })).toBe('200');
  expect(await change(ada, ada.id, { scopes: null })).toBe('403 POLICY_DENIED');
  expect(await change(ada, vic.id, { role: 'operator' })).toBe('403 POLICY_DENIED');
  expect(await change(ada, vic.id, { scopes: ['org:acme/team:a/channel:x'] })).toBe('200');
  const wide = { email: 'w@example.com', role: 'viewer' };
  expect(await code(await ada.call('POST', '/v1/invitations', wide))).toBe('403 POLICY_DENIED');
  const narrow = { ...wide, scopes: ['org:acme/team:a'] };
  expect(await code(await ada.call('POST', '/v1/invitations', narrow))).toBe('201');
  expect(await change(olga, ada.id, { scopes: null })).toBe('200');
  expect(await change(olga, vic.id, { scopes: null })).toBe('200');
});

test('[MGD-6] ids that are none of the organisation’s, hostile or strange, are 404', async () => {
  for (const id of ['x', '%00', "';--", '00000000-0000-4000-8000-000000000000', '%2e%2e'])
    expect([id, await change(olga, id, { role: 'viewer' })]).toEqual([id, '404 NOT_FOUND']);
});

test('[MGD-6] what a person may changes at once, and their private channels go with the role', async () => {
  const may = async () => {
    const answer = await vic.call('GET', '/v1/auth/whoami');
    return ((await answer.json()) as { effective_capabilities: string[] }).effective_capabilities;
  };
  expect(await may()).not.toContain('auth.mint');
  expect(await change(olga, vic.id, { role: 'admin' })).toBe('200');
  expect(await may()).toContain('auth.mint');
  expect((await memberOf(vic.id))?.private_channels).toBe('all');
  expect(await change(olga, vic.id, { role: 'viewer', private_channels: ['C1', 'C1'] })).toBe(
    '200',
  );
  expect(await may()).not.toContain('auth.mint');
  expect((await memberOf(vic.id))?.private_channels).toEqual(['C1']);
});

test('[SEC-8] the last owner can neither leave nor be lowered, also when two try at once', async () => {
  expect(await change(olga, olgaId, { role: 'admin' })).toBe('409 CONFLICT');
  expect(await code(await olga.call('DELETE', `/v1/members/${olgaId}`))).toBe('409 CONFLICT');
  for (let round = 0; round < 5; round++) {
    expect(await change(olga, ada.id, { role: 'owner' })).toBe('200');
    const both = await Promise.all([
      change(olga, ada.id, { role: 'viewer' }),
      change(ada, olgaId, { role: 'viewer' }),
    ]);
    expect(both.filter((answer) => answer === '200')).toHaveLength(1);
    expect((await server.pool.query(`select from member where role = 'owner'`)).rowCount).toBe(1);
    // whoever is left gives it back
    await server.pool.query(`update member set role = 'owner' where person = $1`, [olgaId]);
    await server.pool.query(`update member set role = 'admin' where person = $1`, [ada.id]);
    await server.ctx.sessions.changed();
  }
});

test('[MGD-6] whoever is lowered or removed loses the tokens and invitations they made, at once', async () => {
  const mint = async () => {
    const body = { name: 'robot', scopes: null, capabilities: ['scope.read.*'], days: 1 };
    const answer = await ada.call('POST', '/v1/api-tokens', body);
    expect(answer.status).toBe(201);
    const { token, actor } = (await answer.json()) as { token: string; actor: string };
    return server.identity(token, actor, 'org:acme');
  };
  const first = await mint();
  await ada.call('POST', '/v1/invitations', { email: 'late@example.com', role: 'viewer' });
  expect((await first.call('GET', '/v1/scopes/list')).status).toBe(200);
  expect(await change(olga, ada.id, { role: 'operator' })).toBe('200');
  expect(await code(await first.call('GET', '/v1/scopes/list'))).toBe('401 TOKEN_REVOKED');
  const open = (await (await olga.call('GET', '/v1/invitations')).json()) as { items: unknown[] };
  expect(open.items).toEqual([]);

  expect(await change(olga, ada.id, { role: 'admin' })).toBe('200');
  const second = await mint();
  expect(await code(await olga.call('DELETE', `/v1/members/${ada.id}`))).toBe('204');
  expect(await code(await second.call('GET', '/v1/scopes/list'))).toBe('401 TOKEN_REVOKED');
  // the session lives on, for other organisations
  expect(await code(await ada.call('GET', '/v1/scopes/list'))).toBe('403 POLICY_DENIED');
  expect(await (await ada.call('GET', '/v1/me')).json()).toMatchObject({ tenants: [] });
  // another process learns it as well
  const other = await startTestServer({
    BELAY_SECRET_KEY: key,
    DATABASE_URL: server.ctx.config.databaseUrl ?? '',
  });
  expect(
    await code(
      await fetch(`${other.url}/v1/scopes/list`, {
        headers: { authorization: `Bearer ${second.token}`, 'x-cortex-actor': second.actor },
      }),
    ),
  ).toMatch(/^401/);
  await other.close();
});

test('[SEC-4] everybody may leave', async () => {
  expect(await code(await vic.call('DELETE', `/v1/members/${vic.id}`))).toBe('204');
  expect(await code(await vic.call('DELETE', `/v1/members/${vic.id}`))).toBe('403 POLICY_DENIED');
  expect((await members()).map(({ email }) => email)).toEqual(['olga@example.com']);
});

test('[SEC-4] every change by a person stands in the audit, page by page', async () => {
  const seen: string[] = [];
  let cursor: string | null = '';
  do {
    const answer: Response = await olga.call(
      'GET',
      `/v1/audit?limit=3${cursor && `&cursor=${cursor}`}`,
    );
    const page = (await answer.json()) as {
      items: { id: string; endpoint: string }[];
      next_cursor: string | null;
    };
    expect(page.items.length).toBeLessThanOrEqual(3);
    seen.push(...page.items.map(({ id, endpoint }) => `${id} ${endpoint}`));
    cursor = page.next_cursor;
  } while (cursor !== null);
  const total = await server.pool.query('select from audit where tenant = $1', [olga.tenant]);
  expect(new Set(seen).size).toBe(total.rowCount);
  const endpoints = new Set(seen.map((line) => line.split(' ')[1]));
  for (const wanted of [
    'setup',
    'invitations.create',
    'invitations.accept',
    'members.change',
    'members.remove',
    'members.leave',
    'api-tokens.create',
  ])
    expect(endpoints).toContain(wanted);
  expect(await code(await olga.call('GET', '/v1/audit?cursor=2026'))).toBe('422 INVALID_QUERY');
});
