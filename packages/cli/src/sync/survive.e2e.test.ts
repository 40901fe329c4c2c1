import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@belay/sandbox/start-sandbox';
import { startTestServer, type TestServer } from '@belay/server/testing/start-test-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCortexdb } from '../run-cortexdb.ts';
import { lastJson, runBin, startBin } from '../testing/run-bin.ts';
import { useTempDir } from '../testing/temp-dir.ts';
import { testCli } from '../testing/test-cli.ts';

/** The program itself, killed by the system, over a real server and a sandbox workspace. */
let server: TestServer;
let sandbox: Sandbox;
const messages = 400;
beforeAll(async () => {
  server = await startTestServer();
  // slow enough to be killed in the middle
  sandbox = await startSandbox({ latencyMs: 15 });
  sandbox.world.seedMany({
    messages,
    channels: 2,
    replies: 0.3,
    members: [sandbox.app.botUserId],
  });
});
afterAll(async () => {
  await sandbox?.close();
  await server?.close();
});

const dir = useTempDir();
const env = () => ({
  HOME: dir(),
  CORTEXDB_URL: server.url,
  SLACK_API_URL: sandbox.apiUrl,
  SLACK_BOT_TOKEN: sandbox.botToken,
  SLACK_RATE: 'unlimited',
});
const sync = ['sync', 'slack', '--since', '2020-01-01'];

interface Finished {
  report: { outcome: string; counts: Record<string, number> };
}

/** `cortexdb` without a process of its own: it is the sync that is killed. */
async function cortexdb(...args: string[]): Promise<string> {
  const { CORTEXDB_URL } = env();
  const { cli, written } = testCli({
    env: { CORTEXDB_HOME: join(dir(), '.cortexdb'), CORTEXDB_URL },
    cwd: dir(),
  });
  expect(await runCortexdb(cli, args)).toBe(0);
  return written.out;
}

async function texts(): Promise<string[]> {
  const all: string[] = [];
  let cursor: string | undefined;
  do {
    const more = cursor === undefined ? [] : ['--cursor', cursor];
    const out = await cortexdb('events', '--limit', '500', ...more);
    const page = JSON.parse(out) as {
      items: { content: { text?: string }; event_id: string }[];
      next_cursor: string | null;
    };
    all.push(...page.items.map(({ content, event_id }) => content.text ?? event_id));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return all;
}

test('[SYN-3][SYN-14] killed again and again, then without its ledger: nothing lost or twice', async () => {
  await cortexdb('init');
  let killed = 0;
  for (const lines of [1, 2, 4, 8, 16]) {
    const { child, ended, printed } = startBin('cortexdb-sync', sync, env(), { detached: true });
    await printed(new RegExp(`^([^\\n]*\\n){${lines}}`)).catch(() => undefined);
    // the whole group: the launcher and the program behind it
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    if ((await ended).signal === 'SIGKILL') killed += 1;
  }
  expect(killed).toBeGreaterThan(2);
  const whole = await runBin('cortexdb-sync', sync, env());
  expect(whole).toMatchObject({ code: 0, err: '' });
  const stored = await texts();
  expect(stored).toHaveLength(messages);
  expect(new Set(stored).size).toBe(messages);

  rmSync(join(dir(), '.cortexdb/ledgers'), { recursive: true });
  rmSync(join(dir(), '.cortexdb/connectors-state.json'));
  const again = await runBin('cortexdb-sync', sync, env());
  expect(again).toMatchObject({ code: 0, err: '' });
  const { report } = lastJson(again.out) as Finished;
  expect(report.counts).toMatchObject({ messages: 0, replies: 0, versions: 0, replayed: 0 });
  expect(await texts()).toHaveLength(messages);
});
