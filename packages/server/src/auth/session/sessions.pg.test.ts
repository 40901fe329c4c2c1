import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import {
  invitePerson,
  setUpOwner,
  signIn,
  type TestPerson,
  testPassword,
} from '../../testing/test-person.ts';
import { sweepExpired } from './sweep-expired.ts';

let server: TestServer;
let other: TestServer;
let olga: TestPerson;
const key = '7'.repeat(64);
beforeAll(async () => {
  server = await startTestServer({ BELAY_SECRET_KEY: key });
  // a second process on the same database, with the same key
  other = await startTestServer({
    BELAY_SECRET_KEY: key,
    DATABASE_URL: server.ctx.config.databaseUrl ?? '',
  });
  olga = await setUpOwner(server);
});
afterAll(async () => {
  await other.close();
  await server.close();
});

const code = async (answer: Response) => {
  if (answer.ok) return String(answer.status);
  return `${answer.status} ${((await answer.json()) as { error_code: string }).error_code}`;
};
const trySignIn = (
  email: string,
  password: string,
  headers: Record<string, string> = {},
  at = server,
) =>
  fetch(`${at.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email, password }),
  });

test('[SEC-4] a cookie opens nothing without its signature, its tenant or our Origin', async () => {
  const whoami = async (
    headers: Record<string, string | undefined>,
    method = 'GET',
    path = '/v1/auth/whoami',
  ) => code(await olga.call(method, path, undefined, headers));
  expect(await whoami({})).toBe('200');
  const shouted = { 'x-belay-tenant': olga.tenant.toUpperCase() };
  const same = await olga.call('GET', '/v1/auth/whoami', undefined, shouted);
  expect(await same.json()).toMatchObject({ tenant_id: olga.tenant });
  const [name, value = ''] = olga.cookie.split(/=(.*)/s);
  const flipped = `${value.slice(0, 3)}${value[3] === 'a' ? 'b' : 'a'}${value.slice(4)}`;
  expect(await whoami({ cookie: `${name}=${flipped}` })).toBe('401 MISSING_TOKEN');
  expect(await whoami({ cookie: `${name}=${value.split('.')[0]}` })).toBe('401 MISSING_TOKEN');
  expect(await whoami({ cookie: 'a=b; %%%=; =' })).toBe('401 MISSING_TOKEN');
  expect(await whoami({ 'x-belay-tenant': undefined })).toBe('422 INVALID_QUERY');
  expect(await whoami({ 'x-belay-tenant': "'; drop table session" })).toBe('422 INVALID_QUERY');
  const random = '00000000-0000-4000-8000-000000000000';
  expect(await whoami({ 'x-belay-tenant': random })).toBe('403 POLICY_DENIED');
  for (const origin of [undefined, 'null', 'https://evil.example', 'http://127.0.0.1', 'x'])
    expect(await whoami({ origin }, 'DELETE', '/v1/sessions/x')).toBe('403 POLICY_DENIED');
  // a token in the header counts, whatever cookie comes along
  expect(await whoami({ authorization: 'Bearer x' })).toBe('401 INVALID_TOKEN_SIGNATURE');
});

test('[SEC-4] sessions are listed, and ended one by one or all at once, in every process', async () => {
  const second = await signIn(server, 'olga@example.com');
  const third = await signIn(other, 'olga@example.com');
  const list = async (who: TestPerson) =>
    (
      (await (await who.call('GET', '/v1/sessions')).json()) as {
        items: { id: string; is_current: boolean; ip: string }[];
      }
    ).items;
  const before = await list(second);
  expect(before[0]).toMatchObject({ is_current: true, ip: '127.0.0.1' });
  const id = before[0]?.id;
  const pat = await invitePerson(server, olga, { email: 'pat@example.com', role: 'admin' });
  expect(await code(await pat.call('DELETE', `/v1/sessions/${id}`))).toBe('404 NOT_FOUND');
  expect(await code(await second.call('GET', '/v1/auth/whoami'))).toBe('200');
  expect(await code(await third.call('DELETE', `/v1/sessions/${id}`))).toBe('204');
  await expect
    .poll(async () => code(await second.call('GET', '/v1/auth/whoami')))
    .toBe('401 TOKEN_EXPIRED');
  const ended = await olga.call('DELETE', '/v1/sessions');
  expect(ended.headers.getSetCookie().join()).toMatch(/belay\.session_token=;.*Max-Age=0/);
  expect(await code(await third.call('GET', '/v1/me'))).toBe('401 TOKEN_EXPIRED');
  expect(await code(await pat.call('GET', '/v1/me'))).toBe('200');
  olga = await signIn(server, 'olga@example.com');
});

test('[SEC-4] signing out ends the session itself, not only the cookie', async () => {
  const guest = await signIn(server, 'olga@example.com');
  const out = await guest.call('POST', '/api/auth/sign-out');
  expect(out.headers.getSetCookie().join()).toContain('Max-Age=0');
  expect(await code(await guest.call('GET', '/v1/me'))).toBe('401 TOKEN_EXPIRED');
  expect(await (await guest.call('GET', '/api/auth/get-session')).json()).toBeNull();
});

test('[SEC-4] an expired session is none; one that is used lives on', async () => {
  const guest = await signIn(server, 'olga@example.com');
  const { session } = (await (await guest.call('GET', '/api/auth/get-session')).json()) as {
    session: { id: string };
  };
  await server.pool.query(
    `update session set expires_at = now() + interval '28 days', updated_at = now() - interval '2 days' where id = $1`,
    [session.id],
  );
  const me = await guest.call('GET', '/v1/me');
  expect(me.headers.getSetCookie().join()).toContain('Max-Age=2592000');
  const { rows } = await server.pool.query<{ days: number }>(
    'select extract(day from expires_at - now())::int as days from session where id = $1',
    [session.id],
  );
  expect(rows[0]?.days).toBeGreaterThan(28);
  await server.pool.query('update session set expires_at = now() where id = $1', [session.id]);
  expect(await code(await guest.call('GET', '/v1/me'))).toBe('401 TOKEN_EXPIRED');
});

test('[SEC-1] what has ended is removed, what lives stays', async () => {
  const { pool } = server;
  await pool.query(
    `insert into attempt values ('\\x01', 1, now()), ('\\x02', 1, now() + interval '1 hour')`,
  );
  const ids = async (of: string) => (await pool.query(`select * from ${of} order by 1`)).rows;
  const living = await ids('session where expires_at > now()');
  await signIn(server, 'olga@example.com');
  await pool.query(`update session set expires_at = now() where not id = any($1)`, [
    living.map(({ id }) => id),
  ]);
  await sweepExpired(pool);
  expect(await ids('session')).toEqual(living);
  expect(living.length).toBeGreaterThan(0);
  expect((await ids('attempt')).map(({ key }) => key.toString('hex'))).not.toContain('01');
  expect((await ids('attempt'))[0]?.key.toString('hex')).toBe('02');
});

test('[SEC-4] a changed password ends the other sessions and needs the one of before', async () => {
  const guest = await signIn(server, 'olga@example.com');
  const change = (currentPassword: string, newPassword: string, headers = {}) =>
    guest.call('POST', '/api/auth/change-password', { currentPassword, newPassword }, headers);
  expect(await code(await change('not it', 'another long password'))).toBe(
    '401 INVALID_CREDENTIALS',
  );
  expect(await code(await change(testPassword, 'short'))).toBe('422 INVALID_BODY');
  expect(
    await code(await change(testPassword, 'another long password', { origin: undefined })),
  ).toBe('403 POLICY_DENIED');
  expect(await code(await change(testPassword, 'another long password'))).toBe('200');
  expect(await code(await olga.call('GET', '/v1/me'))).toBe('401 TOKEN_EXPIRED');
  expect((await trySignIn('olga@example.com', testPassword)).status).toBe(401);
  olga = await signIn(server, 'olga@example.com', 'another long password');
});

test('[MEM-6] a live stream ends within seconds of its session or membership, from any process', async () => {
  const open = async (who: TestPerson) => {
    const answer = await who.call('GET', '/v1/lifecycle/stream?scope=org:acme');
    expect(answer.status).toBe(200);
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    const ended = (async () => {
      while (!(await reader.read()).done);
      return 'ended';
    })();
    // in an object: a promise in a promise would be waited for
    return { ended };
  };
  const vic = await invitePerson(server, olga, { email: 'vic@example.com', role: 'viewer' });
  const eve = await invitePerson(server, olga, { email: 'eve@example.com', role: 'viewer' });
  const [ofVic, ofEve] = await Promise.all([open(vic), open(eve)]);
  // the other process ends one of them; this one learns it from the database
  await fetch(`${other.url}/api/auth/sign-out`, {
    method: 'POST',
    headers: { cookie: vic.cookie },
  });
  expect(await ofVic.ended).toBe('ended');
  expect((await olga.call('DELETE', `/v1/members/${eve.id}`)).status).toBe(204);
  expect(await ofEve.ended).toBe('ended');
});
