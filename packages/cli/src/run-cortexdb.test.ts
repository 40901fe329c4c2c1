import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { runCortexdb } from './run-cortexdb.ts';
import { type FakeCortex, fakeCortex, type Received, type Reply } from './testing/fake-cortex.ts';
import { useTempDir } from './testing/temp-dir.ts';
import { type TestWorld, testCli } from './testing/test-cli.ts';

const dir = useTempDir();
const home = () => join(dir(), 'home');
const statePath = () => join(home(), 'state.json');
const now = Date.parse('2026-03-15T10:30:00Z');

let server: FakeCortex | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function serve(answer: (request: Received, nth: number) => Reply) {
  server = await fakeCortex(answer);
  return server;
}

async function run(args: string[], world: TestWorld = {}) {
  const { cli, written } = testCli({
    now,
    cwd: dir(),
    ...world,
    env: { CORTEXDB_HOME: home(), CORTEXDB_URL: server?.url, ...world.env },
  });
  const code = await runCortexdb(cli, args);
  return { code, ...written };
}

let signups = 0;
const signup: Reply = {
  status: 201,
  body: {
    token: 'signed-up-token',
    user_id: 'user:u_1',
    scope: 'org:u_1',
    expires_at: '2027-03-15T00:00:00Z',
    tier: 'free',
  },
};

const stored = (more: object = {}) => {
  mkdirSync(home(), { recursive: true });
  const state = { token: 'stored-token', user_id: 'user:u_0', scope: 'org:u_0', ...more };
  writeFileSync(statePath(), JSON.stringify(state));
};

test('[CLI-1] init gets an identity once, and keeps it when run again', async () => {
  signups = 0;
  await serve((request) => {
    if (request.path === '/v1/auth/signup') signups++;
    return signup;
  });
  const first = await run(['init', '--json']);
  expect(first.code).toBe(0);
  expect(JSON.parse(first.out)).toMatchObject({ result: 'created', user_id: 'user:u_1' });
  expect(first.out + first.err).not.toContain('signed-up-token');
  const written = readFileSync(statePath(), 'utf8');
  expect(JSON.parse(written)).toEqual({
    token: 'signed-up-token',
    actor: 'user:u_1',
    user_id: 'user:u_1',
    scope: 'org:u_1',
    expires_at: '2027-03-15T00:00:00Z',
    endpoint: server?.url,
  });
  if (process.platform !== 'win32') {
    expect(statSync(statePath()).mode & 0o777).toBe(0o600);
    expect(statSync(home()).mode & 0o777).toBe(0o700);
  }
  const again = await run(['init']);
  expect(again.code).toBe(0);
  expect(JSON.parse(again.out)).toMatchObject({ result: 'kept' });
  expect(readFileSync(statePath(), 'utf8')).toBe(written);
  expect(signups).toBe(1);
});

test('[CLI-1][CLI-5] an expired identity is refused with exit code 3, --force keeps the old file', async () => {
  await serve(() => signup);
  stored({ expires_at: '2026-03-15T00:00:00Z' });
  const before = readFileSync(statePath(), 'utf8');
  const refused = await run(['init']);
  expect(refused.code).toBe(3);
  expect(JSON.parse(refused.err)).toMatchObject({
    error: { code: 'TOKEN_EXPIRED', next: expect.stringContaining('init --force') },
  });
  expect(readFileSync(statePath(), 'utf8')).toBe(before);
  for (const name of ['state.json.replaced', 'state.json.replaced.1']) {
    expect((await run(['init', '--force'])).code).toBe(0);
    expect(existsSync(join(home(), name))).toBe(true);
  }
  expect(readFileSync(join(home(), 'state.json.replaced'), 'utf8')).toBe(before);
});

test('[CLI-1] init stores an identity that was given, after the memory accepted it', async () => {
  await serve((request) =>
    request.headers.authorization === 'Bearer given-token'
      ? { body: { caller: 'user:ada', token: { exp: 1_900_000_000 } } }
      : { status: 401, body: { error_code: 'INVALID_TOKEN_SIGNATURE', message: 'unknown token' } },
  );
  const given = ['--actor', 'user:ada', '--scope', 'org:ropes'];
  const wrong = await run(['init', '--api-key', 'wrong-token', ...given]);
  expect(wrong.code).toBe(3);
  expect(existsSync(statePath())).toBe(false);
  expect((await run([...given, '--api-key', 'given-token', 'init'])).code).toBe(0);
  expect(JSON.parse(readFileSync(statePath(), 'utf8'))).toMatchObject({
    token: 'given-token',
    actor: 'user:ada',
    scope: 'org:ropes',
    expires_at: '2030-03-17T17:46:40.000Z',
  });
});

test('[CLI-1][CLI-5] without a server init says how to start one, exit code 1, nothing written', async () => {
  const { code, err } = await run(['init'], { env: { CORTEXDB_URL: 'http://127.0.0.1:1' } });
  expect(code).toBe(1);
  const { error } = JSON.parse(err) as { error: { message: string; next: string } };
  expect(error.message).toContain('http://127.0.0.1:1 can’t be reached'.replace('’', "'"));
  expect(error.next).toContain('npm start');
  expect(error.next).toContain('CORTEXDB_URL');
  expect(existsSync(home())).toBe(false);
});

test('[CLI-2][CLI-5] unknown commands and flags are usage, with the nearest name', async () => {
  const command = await run(['recal', 'x']);
  expect(command.code).toBe(2);
  expect(command.err).toContain('Did you mean recall?');
  const flag = await run(['recall', '--as-off', 'x']);
  expect(flag.code).toBe(2);
  expect(flag.err).toContain('Did you mean --as-of?');
  expect((await run(['recall'])).code).toBe(2);
  expect((await run([])).code).toBe(2);
  expect((await run(['--help'])).code).toBe(0);
  expect((await run(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('[CLI-2] global flags work before and after the subcommand', async () => {
  const { received } = await serve(() => ({ body: { context_block: '[1] ropes', layers: {} } }));
  stored();
  const query = ['recall', 'which', 'rope', '--view', 'local'];
  await run(['--scope', 'org:before', ...query]);
  await run([...query, '--scope', 'org:after']);
  expect(received.map((request) => JSON.parse(request.body) as unknown)).toEqual([
    { scope: 'org:before', view: 'local', query: 'which rope' },
    { scope: 'org:after', view: 'local', query: 'which rope' },
  ]);
});

test('[CLI-2] into a pipe comes JSON, onto a terminal text, and flags decide otherwise', async () => {
  await serve(() => ({ body: { context_block: '[1] \u001b[31mropes', layers: {} } }));
  stored();
  expect(JSON.parse((await run(['recall', 'x'])).out)).toMatchObject({ layers: {} });
  expect((await run(['recall', 'x'], { isTTY: true })).out).toBe('[1] �[31mropes\n');
  expect((await run(['recall', 'x', '--no-json'])).out).toContain('ropes');
  expect(JSON.parse((await run(['recall', 'x', '--json'], { isTTY: true })).out)).toBeDefined();
});

test('[CLI-2] experience writes a text, a message, or what stdin says', async () => {
  const { received } = await serve(() => ({ status: 202, body: { event_id: 'evt_1' } }));
  stored();
  await run(['experience', 'the rope held', '--label', 'a,b', '--label', 'c', '--wait', 'indexed']);
  await run(['experience', '-', '--role', 'user'], { stdin: 'from a pipe' });
  const bodies = received.map((request) => JSON.parse(request.body) as Record<string, unknown>);
  expect(received[0]?.path).toBe('/v1/experience?wait=indexed');
  expect(bodies[0]).toEqual({
    scope: 'org:u_0',
    modality: 'observation',
    content: { kind: 'text', text: 'the rope held' },
    context: { observed_at: '2026-03-15T10:30:00.000Z', labels: ['a', 'b', 'c'] },
  });
  expect(bodies[1]).toMatchObject({
    modality: 'conversation',
    content: { kind: 'message', role: 'user', text: 'from a pipe' },
  });
});

test('[CLI-2][CLI-5] experience bulk names bad lines, writes the rest, and ends with 4', async () => {
  await serve((request) => {
    const { items } = JSON.parse(request.body) as { items: { scope: string }[] };
    return { body: { results: items.map((_, n) => ({ event_id: `evt_${n}` })) } };
  });
  stored();
  writeFileSync(join(dir(), 'in.jsonl'), '{"modality":"a"}\nnot json\n\n{"modality":"b"}\n');
  const { code, out, err } = await run(['experience', 'bulk', join(dir(), 'in.jsonl')]);
  expect(code).toBe(4);
  expect(JSON.parse(out)).toEqual({ written: 2, refused: 1 });
  expect(err).toContain('line 2: not a JSON object');
});

test('[CLI-2] forgetting more than named ids needs --yes', async () => {
  const { received } = await serve(() => ({ body: { deleted: { events: 1 } } }));
  stored();
  expect((await run(['forget'])).code).toBe(2);
  expect((await run(['forget', '--everything'])).code).toBe(2);
  expect(received).toHaveLength(0);
  expect((await run(['forget', '--memory-id', 'evt_1'])).code).toBe(0);
  expect((await run(['forget', '--everything', '--yes'])).code).toBe(0);
  expect(received).toHaveLength(2);
});

test('[CLI-2] export writes a file whole or not at all', async () => {
  await serve((_request, nth) =>
    nth === 1
      ? { body: '{"a":1}\n{"b":2}\n', headers: { 'content-type': 'application/x-ndjson' } }
      : { status: 500, body: {} },
  );
  stored();
  expect((await run(['export', '-o', 'out.jsonl'])).code).toBe(0);
  expect(readFileSync(join(dir(), 'out.jsonl'), 'utf8')).toBe('{"a":1}\n{"b":2}\n');
  expect((await run(['export', '-o', 'second.jsonl'])).code).toBe(1);
  expect(readdirSync(dir()).sort()).toEqual(['home', 'out.jsonl']);
});

test('[CLI-5][SEC-1] a memory that echoes the token does not get it printed', async () => {
  await serve(() => ({ status: 500, body: { message: 'bad token stored-token here' } }));
  stored();
  const { out, err } = await run(['events', '--json']);
  expect(err).toContain('bad token … here');
  expect(out + err).not.toContain('stored-token');
});
