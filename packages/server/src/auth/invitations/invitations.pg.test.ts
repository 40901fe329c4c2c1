import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import {
  invitePerson,
  setUpOwner,
  signIn,
  type TestPerson,
  testPassword,
  tokenOf,
} from '../../testing/test-person.ts';

let server: TestServer;
let olga: TestPerson;
beforeAll(async () => {
  server = await startTestServer({ BELAY_URL: 'https://belay.example.com' });
  olga = await setUpOwner(server);
});
afterAll(() => server.close());

const code = async (answer: Response) => {
  if (answer.ok) return String(answer.status);
  return `${answer.status} ${((await answer.json()) as { error_code: string }).error_code}`;
};
const invite = async (email: string, rest: object = {}) => {
  const answer = await olga.call('POST', '/v1/invitations', { email, role: 'viewer', ...rest });
  expect(answer.status).toBe(201);
  const { link, id } = (await answer.json()) as { link: string; id: string };
  expect(link).toMatch(/^https:\/\/belay\.example\.com\/app\/invitation#token=[\w-]{43}$/);
  return { id, token: tokenOf(link) };
};
const post = (path: string, body: unknown) =>
  fetch(server.url + path, { method: 'POST', body: JSON.stringify(body) });
const look = (token: string) => post('/v1/invitations/look', { token });
const accept = (token: string, name = 'Nina') =>
  post('/v1/invitations/accept', { token, name, password: testPassword });

test('[SEC-8] a link invites once, whoever uses it at the same time, and shows what to', async () => {
  const { token } = await invite('Nina@Example.com', { scopes: ['org:acme/team:a'] });
  expect(await (await look(token)).json()).toEqual({
    organisation: 'Acme',
    email: 'nina@example.com',
    role: 'viewer',
    invited_by: 'Olga Owner',
    has_account: false,
  });
  const answers = await Promise.all(['A', 'B', 'C'].map((name) => accept(token, name)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 410, 410]);
  const cookies = answers
    .find(({ ok }) => ok)
    ?.headers.getSetCookie()
    .join();
  expect(cookies).toMatch(/^__Secure-belay\.session_token=.*HttpOnly; Secure; SameSite=Lax$/);
  expect(await code(await look(token))).toBe('410 LINK_EXPIRED');
  const nina = await signIn(server, 'nina@example.com');
  expect(await (await nina.call('GET', '/v1/auth/whoami')).json()).toMatchObject({
    caller: 'user:nina@example.com',
    scopes: ['org:acme/team:a'],
  });
});

test('[SEC-8] replaced, withdrawn, expired and guessed links are all the same: gone', async () => {
  const first = await invite('rita@example.com');
  const second = await invite('rita@example.com');
  const third = await invite('tom@example.com');
  expect(await code(await olga.call('DELETE', `/v1/invitations/${third.id}`))).toBe('204');
  expect(await code(await olga.call('DELETE', `/v1/invitations/${third.id}`))).toBe(
    '404 NOT_FOUND',
  );
  const late = await invite('late@example.com');
  await server.pool.query(
    `update invitation set expires_at = now() - interval '1 second' where email = 'late@example.com'`,
  );
  for (const token of [first.token, third.token, late.token, 'guess', '', 'é'.repeat(150)]) {
    expect(await code(await look(token))).toBe('410 LINK_EXPIRED');
    expect(await code(await accept(token))).toBe('410 LINK_EXPIRED');
  }
  expect(await code(await look('x'.repeat(201)))).toBe('422 INVALID_BODY');
  expect((await look(second.token)).status).toBe(200);
  const { items } = (await (await olga.call('GET', '/v1/invitations')).json()) as {
    items: { email: string }[];
  };
  expect(items.map(({ email }) => email)).toEqual(['rita@example.com']);
});

test('[SEC-8] whoever has an account signs in to accept, as the one who was invited', async () => {
  const pat = await invitePerson(server, olga, { email: 'pat@example.com', role: 'viewer' });
  expect(
    await code(
      await olga.call('POST', '/v1/invitations', { email: 'pat@example.com', role: 'viewer' }),
    ),
  ).toBe('409 CONFLICT');
  const made = await olga.call('POST', '/v1/tenants', { name: 'Second' });
  const { id: second, root_scope } = (await made.json()) as Record<string, string>;
  expect([made.status, root_scope]).toEqual([201, 'org:second']);
  const there = { 'x-belay-tenant': second };
  const invited = await olga.call(
    'POST',
    '/v1/invitations',
    { email: 'pat@example.com', role: 'admin' },
    there,
  );
  const token = tokenOf(((await invited.json()) as { link: string }).link);
  expect(await (await look(token)).json()).toMatchObject({ has_account: true });

  expect(await code(await accept(token))).toBe('409 CONFLICT');
  expect(await code(await post('/v1/invitations/accept', { token }))).toBe('401 MISSING_TOKEN');
  expect(await code(await post('/v1/invitations/accept', { token, name: 'x' }))).toBe(
    '422 INVALID_BODY',
  );
  expect(await code(await olga.call('POST', '/v1/invitations/accept', { token }))).toBe(
    '403 POLICY_DENIED',
  );
  const forged = { origin: 'https://evil.example' };
  expect(await code(await pat.call('POST', '/v1/invitations/accept', { token }, forged))).toBe(
    '403 POLICY_DENIED',
  );
  expect(await code(await pat.call('GET', '/v1/members', undefined, there))).toBe(
    '403 POLICY_DENIED',
  );
  expect(await code(await pat.call('POST', '/v1/invitations/accept', { token }))).toBe('201');
  expect(await code(await pat.call('GET', '/v1/members', undefined, there))).toBe('200');
  expect(await code(await pat.call('GET', '/v1/members'))).toBe('403 POLICY_DENIED');
});

test('[SEC-1] of links only hashes are kept, and no page but the first shows one', async () => {
  const { token } = await invite('hash@example.com');
  const dump = await server.pool.query<{ row: string }>(
    `select invitation::text as row from invitation union all select one_time_link::text from one_time_link
     union all select audit::text from audit`,
  );
  const list = await (await olga.call('GET', '/v1/invitations')).text();
  expect([...dump.rows.map(({ row }) => row), list].join()).not.toContain(token);
  expect(dump.rows.length).toBeGreaterThan(5);
});
