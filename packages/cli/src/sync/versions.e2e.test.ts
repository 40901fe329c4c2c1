import { VirtualClock } from '@belay/sandbox/clock/virtual-clock';
import { type Sandbox, startSandbox } from '@belay/sandbox/start-sandbox';
import { startTestServer, type TestServer } from '@belay/server/testing/start-test-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runCortexdb } from '../run-cortexdb.ts';
import { runCortexdbSync } from '../run-cortexdb-sync.ts';
import { useTempDir } from '../testing/temp-dir.ts';
import { testCli } from '../testing/test-cli.ts';

/** Edits and deletions from Slack to recall, with Slack's clock in the test's hand. */
const dir = useTempDir();
let server: TestServer;
let sandbox: Sandbox;
let time: VirtualClock;
let channel: string;
let ada: string;
beforeAll(async () => {
  server = await startTestServer();
});
beforeEach(async () => {
  time = new VirtualClock(Date.now() - 60 * 60_000);
  sandbox = await startSandbox({ clock: time });
  const { world, app } = sandbox;
  ada = world.addUser({ name: 'ada', email: 'ada@ropeworks.example' }).id;
  channel = world.addChannel({ name: 'ropes', members: [ada, app.botUserId] }).id;
  await run(runCortexdb, ['init']);
  return () => sandbox.close();
});
afterAll(() => server?.close());

async function run(program: typeof runCortexdb, args: string[]) {
  const env = {
    CORTEXDB_HOME: dir(),
    CORTEXDB_URL: server.url,
    SLACK_API_URL: sandbox.apiUrl,
    SLACK_BOT_TOKEN: sandbox.botToken,
    SLACK_RATE: 'unlimited',
  };
  const { cli, written } = testCli({ env, cwd: dir() });
  return { code: await program(cli, args), ...written };
}

/** Later on Slack's clock than anything read before, so that nothing is in doubt. */
async function sync(...flags: string[]): Promise<void> {
  await time.advance(60_000);
  const { code, err } = await run(runCortexdbSync, ['sync', 'slack', ...flags]);
  expect([code, err]).toEqual([0, '']);
  await run(runCortexdb, ['experience', 'behind the indexer', '--wait', 'indexed']);
}

async function recalled(...flags: string[]): Promise<string> {
  const { out } = await run(runCortexdb, ['recall', 'anchor', ...flags, '--json']);
  return (JSON.parse(out) as { context_block: string }).context_block;
}

function say(text: string): string {
  return sandbox.world.post({ channel, user: ada, text }).ts;
}

test('[MAP-6] an edit is what recall knows now; before it, recall knows what was said then', async () => {
  const ts = say('the anchor holds nine');
  say('something else');
  await sync();
  const before = new Date().toISOString();
  sandbox.world.edit(channel, ts, { text: 'the anchor holds twelve' });
  await sync();
  const now = await recalled();
  expect(now).toContain('the anchor holds twelve');
  expect(now).not.toContain('the anchor holds nine');
  const then = await recalled('--as-of', before);
  expect(then).toContain('the anchor holds nine');
  expect(then).not.toContain('the anchor holds twelve');
});

test('[MAP-6] a deletion in Slack is forgotten in every version, or kept where that is asked', async () => {
  say('first of all');
  const gone = say('the anchor is broken');
  say('something else');
  await sync();
  sandbox.world.edit(channel, gone, { text: 'the anchor is bent' });
  await sync();
  const before = new Date().toISOString();
  sandbox.world.delete(channel, gone);
  await sync();
  for (const answer of [await recalled(), await recalled('--as-of', before)])
    expect(answer).not.toContain('the anchor');

  const kept = say('the anchor is new');
  say('and that was all');
  await sync();
  sandbox.world.delete(channel, kept);
  await sync('--deletes', 'keep');
  expect(await recalled()).toContain('the anchor is new');
});
