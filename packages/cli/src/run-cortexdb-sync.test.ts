import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@belay/sandbox/start-sandbox';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { takeLock } from './ledger/lock.ts';
import { runCortexdbSync } from './run-cortexdb-sync.ts';
import { type FakeCortex, fakeCortex } from './testing/fake-cortex.ts';
import { useTempDir } from './testing/temp-dir.ts';
import { type TestWorld, testCli } from './testing/test-cli.ts';

let sandbox: Sandbox;
let memory: FakeCortex;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 'empty', limits: 'off' });
  memory = await fakeCortex(() => ({ body: { caller: 'user:ada' } }));
});
afterAll(async () => {
  await sandbox?.close();
  await memory?.close();
});
beforeEach(() => sandbox.reset());

const dir = useTempDir();
const now = Date.parse('2026-03-15T10:30:00Z');
const identity = {
  CORTEXDB_API_KEY: 'memory-token',
  CORTEXDB_ACTOR: 'user:ada',
  CORTEXDB_SCOPE: 'org:ropes',
};

async function run(args: string[], world: TestWorld = {}) {
  const { cli, written } = testCli({
    now,
    cwd: dir(),
    ...world,
    env: {
      CORTEXDB_HOME: dir(),
      CORTEXDB_URL: memory.url,
      SLACK_API_URL: sandbox.apiUrl,
      SLACK_BOT_TOKEN: sandbox.botToken,
      SLACK_RATE: 'unlimited',
      ...identity,
      ...world.env,
    },
  });
  const code = await runCortexdbSync(cli, args);
  return { code, ...written };
}

const errorOf = (err: string) =>
  (JSON.parse(err) as { error: { code: string; message: string; next?: string } }).error;

test('[CLI-2][CLI-5] auth shows the credentials redacted, and what Slack says of its token', async () => {
  const { code, out, err } = await run(['auth']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    memory: memory.url,
    actor: 'user:ada',
    scope: 'org:ropes',
    token: '…',
    slack: { token: 'xoxb-…', team_id: expect.stringMatching(/^T/) },
  });
  expect(out + err).not.toContain(sandbox.botToken);
  expect(out + err).not.toContain('memory-token');
});

test('[CLI-2] auth without a Slack token still shows the memory', async () => {
  const { code, out } = await run(['auth'], { env: { SLACK_BOT_TOKEN: '' }, isTTY: true });
  expect(code).toBe(0);
  expect(out).toContain('SLACK_BOT_TOKEN is not set');
});

test('[CLI-2] list names what a connector needs', async () => {
  const { out } = await run(['list'], { isTTY: true });
  expect(out).toContain('SLACK_BOT_TOKEN');
  expect(out).toContain('channels:history');
});

test.each([
  ['is missing', '', 'NO_SLACK_TOKEN', 'SLACK_BOT_TOKEN is not set.'],
  ['is unknown', 'xoxb-0-0-wrong', 'INVALID_AUTH', 'Slack does not know this token.'],
])('[CLI-5] a sync whose Slack token %s → 3', async (_what, token, code, message) => {
  const result = await run(['sync', 'slack'], { env: { SLACK_BOT_TOKEN: token } });
  expect(result.code).toBe(3);
  expect(errorOf(result.err)).toMatchObject({
    code,
    message,
    next: expect.stringContaining('SLACK_BOT_TOKEN'),
  });
});

test('[CLI-5] a revoked Slack token → 3', async () => {
  sandbox.world.failToken(sandbox.botToken, 'token_revoked');
  const result = await run(['sync', 'slack']);
  expect(result.code).toBe(3);
  expect(errorOf(result.err).message).toBe('This Slack token was revoked.');
});

test('[CLI-5] unknown sources, commands, flags and values → 2, with the nearest', async () => {
  const source = await run(['sync', 'slak']);
  expect(source.code).toBe(2);
  expect(errorOf(source.err).next).toBe('Did you mean slack?');
  const command = await run(['snyc', 'slack']);
  expect(command.code).toBe(2);
  expect(command.err).toContain('Did you mean sync?');
  const flag = await run(['sync', 'slack', '--chanels', 'a']);
  expect(flag.code).toBe(2);
  expect(flag.err).toContain('Did you mean --channels?');
  expect((await run(['sync', 'slack', '--deletes', 'maybe'])).code).toBe(2);
  expect((await run(['watch', 'slack', '--interval', '0'])).code).toBe(2);
});

test('[CLI-4] a second run says who holds the ledger', async () => {
  const lock = takeLock(join(dir(), 'connectors.lock'), {
    pid: 4711,
    host: hostname(),
    since: '2026-03-15T09:00:00.000Z',
    command: 'cortexdb-sync watch slack --interval 60',
  });
  const { code, err } = await run(['sync', 'slack']);
  if (lock.held) lock.release();
  expect(code).toBe(1);
  expect(errorOf(err)).toMatchObject({
    code: 'LOCKED',
    message: expect.stringMatching(/`cortexdb-sync watch slack --interval 60`, process 4711/),
  });
});

test('[CLI-2] status before any sync, in the token’s last days, and with a damaged cursor file', async () => {
  const first = await run(['status'], { isTTY: true });
  expect(first).toMatchObject({ code: 0 });
  expect(first.out).toContain('Nothing was synced yet');
  mkdirSync(join(dir(), 'soon'));
  writeFileSync(
    join(dir(), 'soon', 'state.json'),
    JSON.stringify({ token: 't'.repeat(9), user_id: 'user:u', expires_at: '2026-03-16T10:30:00Z' }),
  );
  const soon = await run(['status', '--config-dir', join(dir(), 'soon')], {
    env: { CORTEXDB_API_KEY: '', CORTEXDB_ACTOR: '' },
  });
  expect(JSON.parse(soon.out)).toMatchObject({ warning: expect.stringContaining('ends in 24 h') });
  writeFileSync(join(dir(), 'connectors-state.json'), '{');
  const damaged = await run(['status']);
  expect(damaged.code).toBe(1);
  expect(errorOf(damaged.err).message).toContain('connectors-state.json');
});
