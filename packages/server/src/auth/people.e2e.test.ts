import { execFile, spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeData } from '../testing/remove-data.ts';
import { cookieOf, testPassword, tokenOf } from '../testing/test-person.ts';

const run = promisify(execFile);
const main = join(import.meta.dirname, '../main.ts');
let folder: string;
let env: NodeJS.ProcessEnv;
let stop: () => Promise<void>;
let url: string;
/** all that the program wrote, to both of its streams */
let printed = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'belay-people-'));
  env = {
    ...process.env,
    PORT: '0',
    BELAY_URL: 'http://belay.example',
    BELAY_DATA_DIR: folder,
    DATABASE_URL: '',
    BELAY_LOG: 'debug',
  };
  const server = spawn(process.execPath, [main, 'serve'], { env, stdio: 'pipe' });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  stop = async () => {
    server.kill('SIGTERM');
    await ended;
  };
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr])
      stream.on('data', (chunk) => {
        printed += chunk;
        if (/setup#token=\S+\n/.test(printed)) resolve();
      });
    server.once('exit', () => reject(new Error(`the server ended: ${printed}`)));
  });
  await ready;
  url = /ready at (\S+)/.exec(printed)?.[1] ?? '';
});
afterAll(async () => {
  await stop();
  await removeData(folder);
});

test('[SEC-1] the first link is printed once; no password, token or other link ever is', async () => {
  const setup = tokenOf(/http:\/\/belay\.example\/app\/setup#token=\S+/.exec(printed)?.[0]);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  const owner = {
    ...{ token: setup, name: 'Olga', email: 'olga@example.com' },
    ...{ password: testPassword, organisation: 'Acme' },
  };
  const made = await post('/v1/setup', owner);
  expect(made.status).toBe(201);
  const cookie = cookieOf(made);
  const me = await fetch(`${url}/v1/me`, { headers: { cookie } });
  const { tenants } = (await me.json()) as { tenants: { id: string }[] };
  const session = { cookie, origin: url, 'x-belay-tenant': String(tenants[0]?.id) };

  const guest = { email: 'guest@example.com', role: 'viewer' };
  const invited = (await (await post('/v1/invitations', guest, session)).json()) as {
    link: string;
  };
  const invitation = tokenOf(invited.link);
  await post('/v1/invitations/look', { token: invitation });
  await post('/v1/invitations/accept', { token: invitation, name: 'G', password: testPassword });
  const robot = { name: 'robot', scopes: null, capabilities: ['audit.read'] };
  const api = (await (await post('/v1/api-tokens', robot, session)).json()) as { token: string };
  await post('/api/auth/sign-in/email', {
    email: 'olga@example.com',
    password: 'a wrong password',
  });
  await post('/v1/setup', owner);
  // broken on purpose: what can't be read may not be logged either
  await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    body: `{"password":"${testPassword}`,
  });
  await fetch(`${url}/v1/me?token=${invitation}`, { headers: { cookie: `${cookie}x` } });

  // the server runs on its own database meanwhile
  const reset = await run(process.execPath, [main, 'reset-login', 'olga@example.com'], { env });
  const token = tokenOf(reset.stdout.trim().split('\n')[1]);
  expect((await post('/v1/reset-login', { token, password: 'another long password' })).status).toBe(
    204,
  );
  expect((await fetch(`${url}/v1/me`, { headers: { cookie } })).status).toBe(401);

  const again = { email: 'olga@example.com', password: 'another long password' };
  expect((await post('/api/auth/sign-in/email', again)).status).toBe(200);
  // what it wrote comes through a pipe
  await expect.poll(() => printed).toContain('"route":"/v1/reset-login"');
  const logged = printed.replace(/^.*setup#token=.*$/m, '');
  for (const secret of [
    ...[setup, invitation, token, api.token, testPassword],
    ...['a wrong password', 'another long password', 'example.com'],
    String(cookie.split('=')[1]?.split('.')[0]),
  ])
    expect(logged).not.toContain(secret);
});

test('[SEC-4] belay reset-login says so when nobody has that e-mail, and how it is used', async () => {
  const failed = async (...args: string[]) =>
    run(process.execPath, [main, ...args], { env }).then(
      () => ({ code: 0, stderr: '' }),
      (error: { code: number; stderr: string }) => error,
    );
  expect(await failed('reset-login', 'nobody@example.com')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Nobody has an account'),
  });
  expect(await failed('reset-login')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('belay reset-login <e-mail>'),
  });
});
