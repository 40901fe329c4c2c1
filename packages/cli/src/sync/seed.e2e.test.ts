import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@belay/sandbox/start-sandbox';
import { startTestServer, type TestServer } from '@belay/server/testing/start-test-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runCortexdb } from '../run-cortexdb.ts';
import { fillRopeWorld } from '../testing/rope-world.ts';
import { lastJson, runBin, startBin } from '../testing/run-bin.ts';
import { useTempDir } from '../testing/temp-dir.ts';
import { testCli } from '../testing/test-cli.ts';

/** The seed's command lines, as a user types them, against a real server and a sandbox workspace. */
let server: TestServer;
let sandbox: Sandbox;
beforeAll(async () => {
  server = await startTestServer();
  sandbox = await startSandbox({ seed: 'empty', limits: 'off' });
});
afterAll(async () => {
  await sandbox?.close();
  await server?.close();
});
beforeEach(() => sandbox.reset());

const dir = useTempDir();
const env = (more: Record<string, string> = {}) => ({
  HOME: dir(),
  CORTEXDB_URL: server.url,
  SLACK_API_URL: sandbox.apiUrl,
  SLACK_BOT_TOKEN: sandbox.botToken,
  SLACK_RATE: 'unlimited',
  ...more,
});

interface Event {
  event_id: string;
  scope: string;
  modality: string;
  observed_actor: string;
  content: Record<string, unknown>;
  observed_at: string;
  labels: string[];
}

/** `cortexdb` without a process of its own: what it is asked for is beside the point of the test. */
async function cortexdb(...args: string[]): Promise<{ out: string; err: string }> {
  const { CORTEXDB_URL } = env();
  const { cli, written } = testCli({
    env: { CORTEXDB_HOME: join(dir(), '.cortexdb'), CORTEXDB_URL },
    cwd: dir(),
  });
  expect(await runCortexdb(cli, args)).toBe(0);
  return written;
}

async function events(): Promise<Event[]> {
  const { out } = await cortexdb('events', '--limit', '500');
  return (JSON.parse(out) as { items: Event[] }).items;
}

interface Finished {
  type: string;
  report: { outcome: string; counts: Record<string, number>; failures: unknown[] };
}

test('[CLI-1][MAP-1][SYN-2] init, sync, and a second sync that writes nothing', async () => {
  const { engineering, root, reply, shared, product } = fillRopeWorld(sandbox);
  expect((await runBin('cortexdb', ['init'], env())).code).toBe(0);
  const first = await runBin('cortexdb-sync', ['sync', 'slack'], env());
  expect(first).toMatchObject({ code: 0, err: '' });
  const stored = await events();
  const state = JSON.parse(readFileSync(join(dir(), '.cortexdb/state.json'), 'utf8')) as {
    scope: string;
  };
  const of = (channel: string, ts: string) =>
    stored.filter(
      ({ labels }) => labels.includes(`channel_id:${channel}`) && labels.includes(`ts:${ts}`),
    );
  const said = of(engineering, root.ts).find((event) => event.modality === 'conversation');
  expect(said).toMatchObject({
    scope: `${state.scope}/source:slack/channel:engineering`,
    modality: 'conversation',
    observed_actor: 'user:ada@ropeworks.example',
    content: {
      kind: 'message',
      role: 'user',
      text: 'We should migrate the payments service to CockroachDB.',
    },
  });
  expect(said?.labels.slice(0, 3)).toEqual([
    'channel:engineering',
    expect.stringMatching(/^workspace:/),
    `channel_id:${engineering}`,
  ]);
  const feedback = of(engineering, root.ts).filter((event) => event.modality === 'feedback');
  expect(feedback).toHaveLength(1);
  const answer = await runBin(
    'cortexdb',
    ['events', 'get', of(engineering, reply.ts)[0]?.event_id ?? ''],
    env(),
  );
  expect(answer.out).toContain(said?.event_id);
  const file = of(product, shared.ts).find((event) => event.content.kind === 'blob_ref');
  expect(file?.scope).toBe(`${state.scope}/source:slack/channel:product`);
  expect(stored.some((event) => JSON.stringify(event.content).includes('Deployed'))).toBe(false);

  const second = await runBin('cortexdb-sync', ['sync', 'slack'], env());
  expect(second.code).toBe(0);
  const { report } = lastJson(second.out) as Finished;
  expect(report).toMatchObject({
    outcome: 'done',
    counts: { messages: 0, replies: 0, files: 0, reactions: 0, versions: 0, replayed: 0 },
  });
  expect((await events()).map((event) => event.event_id)).toEqual(
    stored.map((event) => event.event_id),
  );

  const status = await runBin('cortexdb-sync', ['status'], env());
  const { connectors } = JSON.parse(status.out) as {
    connectors: Record<string, { channels: Record<string, object> }>;
  };
  expect(Object.values(connectors)[0]?.channels[engineering]).toMatchObject({
    name: 'engineering',
    complete: true,
  });
  const everything = first.out + first.err + second.out + status.out;
  expect(everything).not.toContain(sandbox.botToken);
});

test('[CLI-1] watch finds what is said between two cycles, and Ctrl-C ends it well', async () => {
  const { ada, engineering } = fillRopeWorld(sandbox);
  await cortexdb('init');
  const watching = startBin('cortexdb-sync', ['watch', 'slack', '--interval', '1'], env());
  await watching.printed(/"type":"finished"/);
  sandbox.world.post({ channel: engineering, user: ada, text: 'One more thing.' });
  // in the next cycle, or in the one after that if this one had begun
  const texts = async () => (await events()).map((event) => event.content.text);
  await expect.poll(texts, { interval: 250 }).toContain('One more thing.');
  const busy = await runBin('cortexdb-sync', ['sync', 'slack'], env());
  expect(busy.code).toBe(1);
  expect(busy.err).toContain('cortexdb-sync watch slack --interval 1');
  expect(busy.err).toMatch(/process \d+ on \S+, since/);
  watching.child.kill('SIGINT');
  expect((await watching.ended).code).toBe(0);
});

test('[CLI-4][SYN-3] killed in the middle, the next run goes on and nothing is there twice', async () => {
  const messages = 2500;
  sandbox.world.seedMany({ messages, channels: 5, days: 5, members: [sandbox.app.botUserId] });
  await cortexdb('init');
  const running = startBin('cortexdb-sync', ['sync', 'slack'], env());
  await running.printed(/"type":"channel"[^\n]*"captured":[1-9]/);
  running.child.kill('SIGKILL');
  expect((await running.ended).signal).toBe('SIGKILL');
  const next = await runBin('cortexdb-sync', ['sync', 'slack'], env());
  expect(next).toMatchObject({ code: 0, err: '' });
  const { out, err } = await cortexdb('export');
  expect(err).toBe('');
  // every message is one event, and the text of a message is named by its channel and ts
  const named = out
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as Event).labels)
    .map((labels) => labels.filter((label) => /^(channel_id|ts):/.test(label)).join());
  expect(named).toHaveLength(messages);
  expect(new Set(named).size).toBe(messages);
});
