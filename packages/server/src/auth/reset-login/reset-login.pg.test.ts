import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import {
  setUpOwner,
  signIn,
  type TestPerson,
  testPassword,
  tokenOf,
} from '../../testing/test-person.ts';
import { spendSignIn } from '../session/sign-in-limits.ts';
import { resetLoginCommand } from './reset-login-command.ts';

let server: TestServer;
let olga: TestPerson;
beforeAll(async () => {
  server = await startTestServer();
  olga = await setUpOwner(server);
});
afterAll(() => server.close());

const command = (email: string) =>
  resetLoginCommand({ DATABASE_URL: server.ctx.config.databaseUrl, PORT: '1' }, email);
const link = async () => {
  const [, printed] = await command(' OLGA@example.com');
  expect(printed).toMatch(/^http:\/\/localhost:1\/app\/reset-login#token=/);
  return tokenOf(printed);
};
const reset = async (token: string, password = 'a new long password') =>
  (
    await fetch(`${server.url}/v1/reset-login`, {
      method: 'POST',
      body: JSON.stringify({ token, password }),
    })
  ).status;

test('[SEC-4] belay reset-login lets somebody in again, once, and ends all their sessions', async () => {
  const first = await link();
  const token = await link();
  expect(await reset(first)).toBe(410);
  expect(await reset(token, 'short')).toBe(422);
  expect((await Promise.all([reset(token), reset(token), reset(token)])).sort()).toEqual([
    204, 410, 410,
  ]);
  expect((await olga.call('GET', '/v1/me')).status).toBe(401);
  await expect(signIn(server, 'olga@example.com', testPassword)).rejects.toThrow('401');
  const again = await signIn(server, 'olga@example.com', 'a new long password');
  expect((await again.call('GET', '/v1/me')).status).toBe(200);
});

test('[SEC-4] a link is for an hour, and for somebody who exists', async () => {
  const token = await link();
  await server.pool.query(`update one_time_link set expires_at = now() where used_at is null`);
  expect(await reset(token)).toBe(410);
  await expect(command('nobody@example.com')).rejects.toThrow(/Nobody has an account/);
  await expect(resetLoginCommand({ BELAY_DATA_DIR: '/nowhere/at/all' }, 'x')).rejects.toThrow(
    /BELAY_DATA_DIR or DATABASE_URL/,
  );
});

test('[SEC-4] whoever was locked out by guessing can sign in after a reset', async () => {
  for (let count = 0; count < 10; count++)
    await spendSignIn(server.pool, 'olga@example.com', 'elsewhere');
  await expect(signIn(server, 'olga@example.com', 'a new long password')).rejects.toThrow('429');
  expect(await reset(await link(), 'a third long password')).toBe(204);
  expect((await signIn(server, 'olga@example.com', 'a third long password')).tenant).toBe(
    olga.tenant,
  );
});
