import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@belay/sandbox/start-sandbox';
import { startTestServer, type TestServer } from '@belay/server/testing/start-test-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runCortexdb } from '../run-cortexdb.ts';
import { runCortexdbSync } from '../run-cortexdb-sync.ts';
import { fillRopeWorld } from '../testing/rope-world.ts';
import { runBin } from '../testing/run-bin.ts';
import { useTempDir } from '../testing/temp-dir.ts';
import { type TestWorld, testCli } from '../testing/test-cli.ts';

/** `doctor`, `manifest` and `status` against a real server and a sandbox workspace. */
let server: TestServer;
let sandbox: Sandbox;
beforeAll(async () => {
  server = await startTestServer();
  sandbox = await startSandbox({ seed: 'empty', limits: 'tiers' });
});
afterAll(async () => {
  await sandbox?.close();
  await server?.close();
});
beforeEach(() => {
  sandbox.reset();
});

const dir = useTempDir();
const home = () => join(dir(), 'home');
const env = (more: Record<string, string> = {}) => ({
  CORTEXDB_HOME: home(),
  CORTEXDB_URL: server.url,
  SLACK_API_URL: sandbox.apiUrl,
  SLACK_BOT_TOKEN: sandbox.botToken,
  ...more,
});

async function run(args: string[], more: Record<string, string> = {}, world: TestWorld = {}) {
  const { cli, written } = testCli({ cwd: dir(), ...world, env: env(more) });
  const program = args[0] === 'init' ? runCortexdb : runCortexdbSync;
  const code = await program(cli, args);
  expect(written.out + written.err).not.toContain(sandbox.botToken);
  return { code, ...written };
}

interface Check {
  area: string;
  check: string;
  verdict: string;
  message: string;
  next?: string;
  costs_data: boolean;
}

async function examined(more: Record<string, string> = {}, world: TestWorld = {}) {
  const { code, out } = await run(['doctor'], more, world);
  const { verdict, checks } = JSON.parse(out) as { verdict: string; checks: Check[] };
  const of = (name: string) => checks.find(({ check }) => check === name);
  return { code, verdict, checks, of };
}

test('[CLI-2][CLI-5] all in order → 0, as JSON and for a person', async () => {
  fillRopeWorld(sandbox);
  await run(['init']);
  const { code, verdict, checks } = await examined();
  expect(checks.filter((check) => check.verdict !== 'ok')).toEqual([]);
  expect({ code, verdict }).toEqual({ code: 0, verdict: 'ok' });
  expect(new Set(checks.map(({ area }) => area))).toEqual(
    new Set(['settings', 'slack', 'memory', 'state']),
  );
  const shown = await run(['doctor', 'slack'], { NO_COLOR: '1' }, { isTTY: true });
  expect(shown.out.split('\n')[0]).toBe('Everything is in order.');
  expect(shown.out).toMatch(/^ {2}ok {4}channels:history +messages, threads/m);
  expect(shown.out).toMatch(/^ {2}ok {4}sign-in +user:u_\w+, for 36\d days more\.$/m);
});

test('[SYN-9][CLI-5] the least scopes of an app → 4: what the memory will lack is named', async () => {
  const { ada } = fillRopeWorld(sandbox);
  sandbox.world.addChannel({ name: 'legal', members: [ada] });
  await run(['init']);
  const token = sandbox.token({ scopes: ['channels:history', 'channels:read', 'users:read'] });
  const { code, of } = await examined({ SLACK_BOT_TOKEN: token });
  expect(code).toBe(4);
  expect(of('files:read')).toMatchObject({ verdict: 'warn', costs_data: true });
  expect(of('channels')).toMatchObject({
    verdict: 'warn',
    message: expect.stringContaining('#legal'),
    next: expect.stringMatching(/\/invite @\S+/),
  });
});

test('[SYN-9][CLI-5] a token that may not read history → 1, and the rest is checked all the same', async () => {
  await run(['init']);
  const token = sandbox.token({ scopes: ['channels:read'] });
  const { code, of } = await examined({ SLACK_BOT_TOKEN: token });
  expect(code).toBe(1);
  expect(of('channels:history')).toMatchObject({
    verdict: 'fail',
    next: expect.stringContaining('install it again'),
  });
  expect(of('listing')?.verdict).toBe('ok');
});

test('[CLI-5] a wrong Slack token and no server → 3, each said by itself', async () => {
  await run(['init']);
  const { code, of } = await examined({
    SLACK_BOT_TOKEN: 'xoxb-0-0-wrong',
    CORTEXDB_URL: 'http://127.0.0.1:1',
  });
  expect(code).toBe(3);
  expect(of('token')).toMatchObject({
    verdict: 'fail',
    message: 'Slack does not know this token.',
  });
  expect(of('memory')).toMatchObject({
    verdict: 'fail',
    next: expect.stringContaining('npm start'),
  });
  expect(of('lock')?.verdict).toBe('ok');
});

test('[CLI-5] no server alone → 1', async () => {
  fillRopeWorld(sandbox);
  await run(['init']);
  const { code, of } = await examined({ CORTEXDB_URL: 'http://127.0.0.1:1' });
  expect(code).toBe(1);
  expect(of('token')?.verdict).toBe('ok');
});

test('[CLI-1][CLI-5] an expired sign-in → 3; one that ends within 72 h is a warning', async () => {
  fillRopeWorld(sandbox);
  await run(['init']);
  const soon = await examined({}, { now: Date.now() + 363 * 86_400_000 });
  expect(soon.of('sign-in')).toMatchObject({
    verdict: 'warn',
    message: expect.stringMatching(/ends in 2 days|ends in 4\d\.\d h/),
  });
  expect(soon.of('clock')).toMatchObject({ verdict: 'warn' });
  const late = await examined({}, { now: Date.now() + 366 * 86_400_000 });
  expect(late.code).toBe(3);
  expect(late.of('sign-in')).toMatchObject({
    verdict: 'fail',
    next: expect.stringContaining('cortexdb init --force'),
  });
});

test('[CLI-2][CLI-4] a bad YAML file, a damaged state file and a damaged ledger hide nothing else', async () => {
  fillRopeWorld(sandbox);
  mkdirSync(join(home(), 'ledgers'), { recursive: true });
  writeFileSync(join(home(), 'state.json'), '{"token": "abc');
  writeFileSync(join(home(), 'ledgers', 'slack-T1-x.sqlite'), 'garbage of some length'.repeat(99));
  writeFileSync(join(dir(), 'cortexdb-connectors.yaml'), 'slack:\n  chanels: [a]\n');
  const { code, of } = await examined();
  expect(code).toBe(3);
  expect(of('file')).toMatchObject({
    verdict: 'fail',
    message: expect.stringMatching(/yaml:2: .*did you mean channels\?$/),
  });
  expect(of('state file')?.verdict).toBe('fail');
  expect(of('sign-in')?.verdict).toBe('fail');
  expect(of('ledger')).toMatchObject({ verdict: 'warn' });
  expect(of('token')?.verdict).toBe('ok');
  expect(of('memory')?.verdict).toBe('ok');
});

test('[CLI-2] manifest slack: JSON alone on stdout; what it is for and the link beside it', async () => {
  const { code, out, err } = await runBin('cortexdb-sync', ['manifest', 'slack', '--socket'], {});
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(out)).toMatchObject({ settings: { socket_mode_enabled: true } });
  const shown = await run(['manifest', 'slack'], {}, { isTTY: true });
  expect(JSON.parse(shown.out)).toMatchObject({ settings: { socket_mode_enabled: false } });
  expect(shown.err).toMatch(/channels:history +messages, threads/);
  expect(shown.err).toContain('https://api.slack.com/apps?new_app=1&manifest_json=%7B');
  expect((await run(['manifest', 'slack', '--url', 'http://belay.example'])).code).toBe(2);
  expect((await run(['manifest', 'slack', '--name', 'x'.repeat(36)])).code).toBe(2);
});

test('[SYN-13] status after a sync: the moments of each channel, what was cut out, the last run', async () => {
  const { ada, engineering } = fillRopeWorld(sandbox);
  const key = ['AKIA', 'QWERTY2IOPASDF6H'].join('');
  sandbox.world.post({ channel: engineering, user: ada, text: `The key is ${key}, keep it.` });
  await run(['init']);
  expect((await run(['sync', 'slack'])).code).toBe(0);
  expect((await run(['sync', 'slack'])).code).toBe(0);
  const { connectors } = JSON.parse((await run(['status'])).out) as {
    connectors: Record<string, { channels: Record<string, object>; redacted: number }>;
  };
  const [connector] = Object.values(connectors);
  expect(connector).toMatchObject({ last_run: { outcome: 'done' }, redacted: 1 });
  expect(connector?.channels[engineering]).toMatchObject({
    messages_through: expect.stringMatching(/^20\d\d-/),
    threads_as_of: expect.stringMatching(/^20\d\d-/),
    reply_edits_as_of: expect.stringMatching(/^20\d\d-/),
    exceptions: [],
  });
  const shown = await run(['status'], { NO_COLOR: '1' }, { isTTY: true });
  expect(shown.out).toContain('2 of 2 channels are proved complete through');
});
