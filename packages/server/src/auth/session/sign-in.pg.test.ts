import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import { cookieOf, setUpOwner, type TestPerson, testPassword } from '../../testing/test-person.ts';
import { spendSignIn } from './sign-in-limits.ts';

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

test('[SEC-4] a wrong password and an unknown e-mail are told alike, and both are held back', async () => {
  const texts = new Set<string>();
  for (const email of ['olga@example.com', 'nobody@example.com']) {
    // of ten attempts, seven were made before
    for (let count = 0; count < 7; count++) await spendSignIn(server.pool, email, 'elsewhere');
    for (let count = 0; count < 3; count++) {
      const answer = await trySignIn(email, `wrong ${count}`, {}, count % 2 ? server : other);
      expect(answer.status).toBe(401);
      texts.add(((await answer.json()) as { message: string }).message);
    }
    const held = await trySignIn(email, testPassword);
    expect(held.status).toBe(429);
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(800);
  }
  expect(texts.size).toBe(1);
  // no e-mail is kept of those who tried
  const { rows } = await server.pool.query<{ row: string }>(
    'select attempt::text as row from attempt',
  );
  expect(rows.map(({ row }) => row).join()).not.toMatch(/example|127\.0/);
  await server.pool.query(`update attempt set window_ends_at = now() - interval '1 second'`);
  expect((await trySignIn('olga@example.com', testPassword)).status).toBe(200);
});

test('[SEC-4] one address may try a hundred times, whoever it says it is', async () => {
  await server.pool.query('delete from attempt');
  const spent = await Promise.allSettled(
    Array.from({ length: 103 }, (_, count) =>
      spendSignIn(server.pool, `p${count}@example.com`, '127.0.0.1'),
    ),
  );
  expect(spent.filter(({ status }) => status === 'rejected')).toHaveLength(3);
  const forged = { 'x-forwarded-for': '10.0.0.9', 'x-belay-client-address': '10.0.0.9' };
  expect((await trySignIn('olga@example.com', testPassword, forged)).status).toBe(429);
  await server.pool.query('delete from attempt');
});

test('[SEC-4] behind a proxy the address is the one that the proxy saw, and sign-up is not loopback', async () => {
  const proxied = await startTestServer({
    BELAY_PROXIES: '1',
    BELAY_SECRET_KEY: key,
    DATABASE_URL: server.ctx.config.databaseUrl ?? '',
  });
  const forwarded = { 'x-forwarded-for': '6.6.6.6, 198.51.100.7' };
  const signed = await trySignIn('olga@example.com', testPassword, forwarded, proxied);
  const list = await fetch(`${proxied.url}/v1/sessions`, { headers: { cookie: cookieOf(signed) } });
  const { items } = (await list.json()) as { items: { ip: string }[] };
  expect(items[0]?.ip).toBe('198.51.100.7');
  for (const at of [proxied, server]) {
    const headers = { 'x-forwarded-for': '198.51.100.7' };
    const signup = await fetch(`${at.url}/v1/auth/signup`, { method: 'POST', body: '{}', headers });
    expect(await code(signup)).toBe('403 POLICY_DENIED');
  }
  await proxied.close();
});

test('[SEC-4] strangers who sign up from one address are held back', async () => {
  const open = await startTestServer({ BELAY_SIGNUP: 'open', BELAY_PROXIES: '1' });
  const signup = (address: string) =>
    fetch(`${open.url}/v1/auth/signup`, {
      method: 'POST',
      body: '{}',
      headers: { 'x-forwarded-for': address },
    });
  for (let count = 0; count < 20; count++)
    expect((await signup(`2001:db8::${count}`)).status).toBe(201);
  const held = await signup('2001:db8::ffff');
  expect([held.status, Number(held.headers.get('retry-after')) > 3000]).toEqual([429, true]);
  expect((await signup('2001:db8:1::1')).status).toBe(201);
  await open.close();
});

test('[SEC-4] the sign-in door serves nothing but what the dashboard needs', async () => {
  for (const [method, path] of [
    ['POST', 'sign-up/email'],
    ['POST', 'request-password-reset'],
    ['POST', 'reset-password'],
    ['POST', 'update-user'],
    ['POST', 'delete-user'],
    ['GET', 'list-sessions'],
    ['POST', 'sign-in/social'],
    ['GET', 'ok'],
  ])
    expect([path, await code(await olga.call(method as string, `/api/auth/${path}`))]).toEqual([
      path,
      '404 NOT_FOUND',
    ]);
  const forged = await trySignIn('olga@example.com', testPassword, {
    origin: 'https://evil.example',
  });
  expect(forged.status).toBe(403);
  const answer = await trySignIn('olga@example.com', testPassword);
  const text = await answer.text();
  const cookie = answer.headers.getSetCookie().join();
  expect(cookie).toContain('HttpOnly; SameSite=Lax');
  // the session's token is in the cookie and nowhere else
  expect(text).not.toContain(cookie.match(/=([^.;]+)\./)?.[1]);
});
