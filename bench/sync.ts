import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Sandbox, startSandbox } from '@belay/sandbox/start-sandbox';
import { startServer } from '@belay/server/start-server';
import type { Figure } from './figure.ts';

const bins = join(import.meta.dirname, '../packages/cli/bin');
const small = 10_000;
const large = 100_000;

interface Run {
  seconds: number;
  peakMiB: number;
  requests: number;
  bound: number;
}

/**
 * A first sync by the command itself, in a process of its own: from a sandbox without limits, through
 * HTTP, until the last message can be recalled.
 */
export async function benchSync(): Promise<Figure[]> {
  const warm = await measure(small);
  const full = await measure(large);
  const allowed = warm.peakMiB * 1.2;
  const ceiling = Math.floor(full.bound * 1.02 + 10);
  return [
    {
      name: `messages from sandbox to indexed (${large})`,
      value: Math.round(large / full.seconds),
      unit: 'messages/s',
    },
    {
      name: 'requests to Slack against the bound',
      value: full.requests,
      unit: 'requests',
      baseline: full.bound,
      ratio: full.requests / full.bound,
      goal: `≤ 1.02 × bound + 10 = ${ceiling}`,
      holds: full.requests <= ceiling,
    },
    {
      name: `peak memory at ${large} messages against ${small}`,
      value: Math.round(full.peakMiB),
      unit: 'MiB',
      baseline: Math.round(warm.peakMiB),
      ratio: full.peakMiB / warm.peakMiB,
      goal: '≤ 1.2',
      holds: full.peakMiB <= allowed,
    },
  ];
}

async function measure(messages: number): Promise<Run> {
  const dir = mkdtempSync(join(tmpdir(), 'belay-bench-'));
  const sandbox = await startSandbox({ seed: 'empty', limits: 'off' });
  const env = { PORT: '0', BELAY_DATA_DIR: join(dir, 'data'), BELAY_DEMO: '0', BELAY_LOG: 'error' };
  const server = await startServer({ env });
  try {
    const members = [sandbox.app.botUserId];
    sandbox.world.seedMany({ messages, channels: 20, days: 25, members });
    const settings = {
      CORTEXDB_HOME: join(dir, 'home'),
      CORTEXDB_URL: server.url,
      SLACK_API_URL: sandbox.apiUrl,
      SLACK_BOT_TOKEN: sandbox.botToken,
      SLACK_RATE: 'unlimited',
    };
    await run('cortexdb', ['init'], settings, dir);
    const begun = performance.now();
    const peakMiB = await run('cortexdb-sync', ['sync', 'slack'], settings, dir);
    // the indexer goes in order: once this one is found, all before it are
    await run('cortexdb', ['experience', 'the last one', '--wait', 'indexed'], settings, dir);
    const seconds = (performance.now() - begun) / 1000;
    return { seconds, peakMiB, requests: sandbox.calls.total.calls, bound: lowerBound(sandbox) };
  } finally {
    await server.close();
    await sandbox.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Runs a command to its end and answers its peak resident memory, in MiB. */
async function run(
  name: string,
  args: string[],
  env: Record<string, string>,
  dir: string,
): Promise<number> {
  const preload = join(dir, 'preload.mjs');
  writeFileSync(
    preload,
    `import { writeFileSync } from 'node:fs';
     process.on('exit', () => {
       const peak = process.resourceUsage().maxRSS;
       writeFileSync(${JSON.stringify(join(dir, 'peak-'))} + process.pid, String(peak));
     });`,
  );
  for (const file of readdirSync(dir)) if (file.startsWith('peak-')) rmSync(join(dir, file));
  const child = spawn(process.execPath, [join(bins, `${name}.js`), ...args], {
    env: { PATH: process.env.PATH ?? '', NODE_OPTIONS: `--import ${preload}`, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  if (code !== 0)
    throw new Error(`${name} ${args[0]} ended with ${code}: ${err}${out.slice(-2000)}`);
  // the launcher and the program behind it: the program is the larger
  const peaks = readdirSync(dir).filter((file) => file.startsWith('peak-'));
  return Math.max(...peaks.map((file) => Number(readFileSync(join(dir, file), 'utf8')))) / 1024;
}

const historyPage = 999;
const repliesPerPage = 998;
const usersPage = 1000;
/** auth.test, one page of channels, team.info, usergroups.list: what any workspace needs */
const lookUps = 4;

/** The fewest requests that can read this workspace (the bound of SYN-2). */
function lowerBound(sandbox: Sandbox): number {
  const { channels, users } = sandbox.truth.now();
  let requests = lookUps + Math.ceil(users.length / usersPage);
  for (const channel of channels) {
    requests += Math.max(1, Math.ceil(channel.messages.length / historyPage));
    for (const thread of Object.values(channel.threads))
      requests += Math.max(1, Math.ceil((thread.length - 1) / repliesPerPage));
  }
  return requests;
}
