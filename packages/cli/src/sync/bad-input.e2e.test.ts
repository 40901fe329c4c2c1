import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@belay/sandbox/start-sandbox';
import { startTestServer, type TestServer } from '@belay/server/testing/start-test-server';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { runCortexdb } from '../run-cortexdb.ts';
import { runCortexdbSync } from '../run-cortexdb-sync.ts';
import { type FakeCortex, fakeCortex } from '../testing/fake-cortex.ts';
import { fillRopeWorld } from '../testing/rope-world.ts';
import { lastJson } from '../testing/run-bin.ts';
import { useTempDir } from '../testing/temp-dir.ts';
import { testCli } from '../testing/test-cli.ts';

/** What users get wrong: each ends in a sentence, an exit code, and nothing half-written. */
let server: TestServer;
let sandbox: Sandbox;
let fake: FakeCortex | undefined;
let rope: ReturnType<typeof fillRopeWorld>;
beforeAll(async () => {
  server = await startTestServer();
  sandbox = await startSandbox({ seed: 'empty', limits: 'off' });
});
afterAll(async () => {
  await sandbox?.close();
  await server?.close();
});
beforeEach(() => {
  sandbox.reset();
  rope = fillRopeWorld(sandbox);
});
afterEach(async () => {
  await fake?.close();
  fake = undefined;
});

const dir = useTempDir();
const home = () => join(dir(), 'home');

const env = (more: Record<string, string | undefined> = {}) => ({
  CORTEXDB_HOME: home(),
  CORTEXDB_URL: server.url,
  SLACK_API_URL: sandbox.apiUrl,
  SLACK_BOT_TOKEN: sandbox.botToken,
  SLACK_RATE: 'unlimited',
  ...more,
});

async function init() {
  const { cli } = testCli({ env: env(), cwd: dir() });
  expect(await runCortexdb(cli, ['init'])).toBe(0);
}

async function sync(args: string[] = [], more: Record<string, string | undefined> = {}) {
  const { cli, written } = testCli({ env: env(more), cwd: dir() });
  const code = await runCortexdbSync(cli, ['sync', 'slack', ...args]);
  return { code, ...written };
}

async function storedEvents(): Promise<number> {
  const { cli, written } = testCli({ env: env(), cwd: dir() });
  await runCortexdb(cli, ['events']);
  return (JSON.parse(written.out) as { items: unknown[] }).items.length;
}

/** The one error of a run that was refused. */
function refusal(err: string) {
  const { error } = lastJson(err) as { error: { code: string; message: string; next?: string } };
  return error;
}

test('[CLI-5] not signed in, or with a damaged state file → 3, and init is named', async () => {
  const unsigned = await sync();
  expect(unsigned.code).toBe(3);
  expect(refusal(unsigned.err).next).toContain('cortexdb init');
  mkdirSync(home());
  writeFileSync(join(home(), 'state.json'), '{"token": "abc');
  const damaged = await sync();
  expect(damaged.code).toBe(3);
  expect(refusal(damaged.err)).toMatchObject({
    code: 'STATE_DAMAGED',
    next: expect.stringContaining('cortexdb init --force'),
  });
  expect(readdirSync(home())).toEqual(['state.json']);
});

test.each([
  ['missing', undefined, 'NO_SLACK_TOKEN', 'SLACK_BOT_TOKEN is not set'],
  ['wrong', 'xoxb-0-0-wrong', 'INVALID_AUTH', 'Slack does not know this token'],
])('[CLI-5] a Slack token that is %s → 3', async (_what, token, code, sentence) => {
  await init();
  const result = await sync([], { SLACK_BOT_TOKEN: token });
  expect(result.code).toBe(3);
  const error = refusal(result.err);
  expect(error.code).toBe(code);
  expect(error.message).toContain(sentence);
  expect(error.next).toContain('SLACK_BOT_TOKEN');
  expect(result.out + result.err).not.toContain('0-0-wrong');
});

test('[CLI-5] a revoked Slack token → 3', async () => {
  await init();
  sandbox.world.failToken(sandbox.botToken, 'token_revoked');
  const result = await sync();
  expect(result.code).toBe(3);
  expect(refusal(result.err).message).toBe('This Slack token was revoked.');
});

test('[CLI-5][SYN-9] without the scope to read → not a success, and the scope is named', async () => {
  await init();
  const token = sandbox.token({ scopes: ['channels:read', 'users:read'] });
  const result = await sync([], { SLACK_BOT_TOKEN: token });
  expect([1, 4]).toContain(result.code);
  expect(result.out + result.err).toContain('channels:history');
  expect(await storedEvents()).toBe(0);
});

test('[CLI-5] an unknown channel → 2 with the nearest, nothing written', async () => {
  await init();
  const result = await sync(['--channels', '#enginering']);
  expect(result.code).toBe(2);
  expect(refusal(result.err).message).toContain('Did you mean #engineering?');
  expect(await storedEvents()).toBe(0);
});

test('[CLI-5][MAP-9] an invalid template → 2, nothing written', async () => {
  await init();
  for (const template of ['org:a/x:{chanel}', 'org:a/x:{channel}{author}', 'no scope']) {
    const result = await sync(['--scope-template', template]);
    expect(result.code).toBe(2);
    expect(refusal(result.err).code).toBe('INVALID_SCOPE_TEMPLATE');
  }
  expect(await storedEvents()).toBe(0);
});

test('[CLI-5] an unknown source, command or flag → 2', async () => {
  const { cli, written } = testCli({ env: env(), cwd: dir() });
  expect(await runCortexdbSync(cli, ['sync', 'slak'])).toBe(2);
  expect(refusal(written.err).next).toBe('Did you mean slack?');
  expect(await runCortexdbSync(cli, ['snyc', 'slack'])).toBe(2);
  expect(written.err).toContain('Did you mean sync?');
  expect(await runCortexdbSync(cli, ['sync', 'slack', '--chanels', 'a'])).toBe(2);
  expect(written.err).toContain('Did you mean --channels?');
});

test('[CLI-5] no server, or a token it does not know → 1 and 3', async () => {
  await init();
  const down = await sync([], { CORTEXDB_URL: 'http://127.0.0.1:1' });
  expect(down.code).toBe(1);
  expect(refusal(down.err).next).toContain('npm start');
  const stranger = {
    CORTEXDB_API_KEY: 'no-such-token',
    CORTEXDB_ACTOR: 'user:x',
    CORTEXDB_SCOPE: 'org:x',
  };
  expect((await sync([], stranger)).code).toBe(3);
});

test('[CLI-5][SYN-6] a memory that is full → 1 after patience, and the next run goes on', async () => {
  await init();
  fake = await fakeCortex((request) =>
    request.method === 'GET'
      ? { body: {} }
      : { status: 507, body: { error_code: 'STORAGE_FULL', message: 'The disk is full.' } },
  );
  const full = await sync(['--patience', '0'], { CORTEXDB_URL: fake.url });
  expect([1, 4]).toContain(full.code);
  expect(full.out + full.err).toContain('STORAGE_FULL');
  expect((await sync()).code).toBe(0);
  expect(await storedEvents()).toBeGreaterThan(0);
});

test('[CLI-5][MAP-4] a file of 40 MiB is named and left out, the rest is there', async () => {
  await init();
  sandbox.world.upload({
    channel: rope.product,
    user: rope.ada,
    name: 'film.mov',
    content: new Uint8Array(40 * 1024 * 1024),
    text: 'The film of the drop test',
  });
  const result = await sync();
  expect(result.code).toBe(4);
  const { report } = lastJson(result.out) as { report: { failures: { kind: string }[] } };
  expect(report.failures).toEqual([expect.objectContaining({ kind: 'file' })]);
  expect(await storedEvents()).toBeGreaterThan(5);
});

test('[CLI-4] a damaged ledger is kept aside, the run builds a new one and writes nothing twice', async () => {
  await init();
  expect((await sync()).code).toBe(0);
  const before = await storedEvents();
  const ledgers = join(home(), 'ledgers');
  const [name] = readdirSync(ledgers);
  writeFileSync(join(ledgers, name ?? ''), 'garbage');
  const again = await sync();
  expect(again.code).toBe(0);
  expect(again.err).toContain(`${name}.damaged`);
  expect(await storedEvents()).toBe(before);
});
