import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Sandbox, startSandbox } from '@belay/sandbox/start-sandbox';
import { startServer } from '@belay/server/start-server';

const bins = join(import.meta.dirname, '../packages/cli/bin');

/** A workspace without limits, a server, and a folder for the commands that run between them. */
export interface SyncStage {
  sandbox: Sandbox;
  /** where the commands keep their state */
  home: string;
  start(command: string, args: string[]): ChildProcess;
  /** Runs a command to its end and answers its peak resident memory, in MiB. */
  run(command: string, args: string[]): Promise<number>;
  close(): Promise<void>;
}

export async function openSyncStage(messages: number): Promise<SyncStage> {
  const dir = mkdtempSync(join(tmpdir(), 'belay-bench-'));
  const home = join(dir, 'home');
  const sandbox = await startSandbox({ seed: 'empty', limits: 'off' });
  const env = { PORT: '0', BELAY_DATA_DIR: join(dir, 'data'), BELAY_DEMO: '0', BELAY_LOG: 'error' };
  const server = await startServer({ env });
  const members = [sandbox.app.botUserId];
  sandbox.world.seedMany({ messages, channels: 20, days: 25, members });
  const preload = join(dir, 'preload.mjs');
  writeFileSync(
    preload,
    `import { writeFileSync } from 'node:fs';
     process.on('exit', () => {
       const peak = process.resourceUsage().maxRSS;
       writeFileSync(${JSON.stringify(join(dir, 'peak-'))} + process.pid, String(peak));
     });`,
  );
  const start = (command: string, args: string[]) =>
    spawn(process.execPath, [join(bins, `${command}.js`), ...args], {
      env: {
        PATH: process.env.PATH ?? '',
        NODE_OPTIONS: `--import ${preload}`,
        CORTEXDB_HOME: home,
        CORTEXDB_URL: server.url,
        SLACK_API_URL: sandbox.apiUrl,
        SLACK_BOT_TOKEN: sandbox.botToken,
        SLACK_RATE: 'unlimited',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
  return {
    sandbox,
    home,
    start,
    async run(command, args) {
      for (const file of readdirSync(dir)) if (file.startsWith('peak-')) rmSync(join(dir, file));
      const child = start(command, args);
      if (!child.stdout || !child.stderr) throw new Error('a command without output');
      const [out, err, code] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        new Promise<number | null>((resolve) => child.on('close', resolve)),
      ]);
      if (code !== 0)
        throw new Error(`${command} ${args[0]} ended with ${code}: ${err}${out.slice(-2000)}`);
      // the launcher and the program behind it: the program is the larger
      const peaks = readdirSync(dir).filter((file) => file.startsWith('peak-'));
      return Math.max(...peaks.map((file) => Number(readFileSync(join(dir, file), 'utf8')))) / 1024;
    },
    async close() {
      await server.close();
      await sandbox.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
