import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import { eventually, type WorkedWorkspace, workedWorkspace } from './testing/worked-workspace.ts';

const main = join(import.meta.dirname, '../../main.ts');
let at: WorkedWorkspace | undefined;
let child: ChildProcess | undefined;
afterEach(async () => {
  const running = child?.exitCode === null && child.signalCode === null ? child : undefined;
  const ended = new Promise((resolve) => running?.once('exit', resolve));
  if (running?.kill('SIGKILL')) await ended;
  await at?.close();
  at = undefined;
});

function work(env: Record<string, string>): { child: ChildProcess; lines: string[] } {
  const lines: string[] = [];
  const started = spawn(process.execPath, [main, 'work'], {
    env: { ...process.env, BELAY_LOG: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [started.stdout, started.stderr])
    if (stream) createInterface({ input: stream }).on('line', (line) => lines.push(line));
  child = started;
  return { child: started, lines };
}

const exitOf = (started: ChildProcess) =>
  new Promise<number | null>((resolve) => started.once('exit', resolve));

test('[MGD-5] belay work, a program of its own, fills the memory; on SIGTERM it hands over and ends', async () => {
  at = await workedWorkspace(false);
  const { pool, sandbox, server } = at;
  sandbox.world.post({ channel: at.rope, user: at.person, text: 'by another process' });
  const made = await at.connect({ mode: 'realtime' });
  const { databaseUrl = '', dataDir } = server.ctx.config;
  const { child: worker, lines } = work({
    DATABASE_URL: databaseUrl,
    BELAY_DATA_DIR: dataDir,
    SLACK_API_URL: sandbox.apiUrl,
    SLACK_RATE: 'unlimited',
  });
  await eventually(
    () => at?.texts(made) ?? Promise.resolve([]),
    (texts) => texts.includes('by another process'),
  );
  expect(lines).toEqual([`Belay works for connectors (process ${worker.pid}).`]);
  const exit = exitOf(worker);
  worker.kill('SIGTERM');
  expect(await exit).toBe(0);
  const { rows } = await pool.query('select owner from lease where installation = $1', [
    made.installation,
  ]);
  expect(rows).toEqual([{ owner: null }]);
});

test('[MGD-5] belay work without a shared database ends with a sentence', async () => {
  const { child: worker, lines } = work({ DATABASE_URL: '' });
  expect(await exitOf(worker)).toBe(1);
  expect(lines.join('\n')).toMatch(/DATABASE_URL is not set/);
});
