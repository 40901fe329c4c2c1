import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createPool } from '@belay/server/db/create-pool';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@belay/server/db/embedded-postgres';
import { removeData } from '@belay/server/testing/remove-data';
import type pg from 'pg';

const serverMain = join(import.meta.dirname, '../packages/server/src/main.ts');

/** A database and a server in processes of their own, as in production: durable, nothing turned off. */
export interface Stage {
  url: string;
  pool: pg.Pool;
  database: EmbeddedPostgres;
  server: ChildProcess;
  /** the server's own folder: its key lies there */
  dataDir: string;
  identity: { token: string; actor: string; scope: string };
  /** makes the first owner, once */
  setupToken: string;
  headers: Record<string, string>;
  close(): Promise<void>;
}

/** `env` is added to the server's environment. */
export async function openStage(env: Record<string, string> = {}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'belay-bench-'));
  const database = await startEmbeddedPostgres({ dataDir: folder, onCrash: console.error });
  const pool = createPool(database.connectionString, () => undefined);
  const server = spawn(process.execPath, [serverMain], {
    env: {
      ...process.env,
      PORT: '0',
      DATABASE_URL: database.connectionString,
      BELAY_DATA_DIR: folder,
      BELAY_LOG: 'error',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { url, setupToken } = await readReady(server);
  const answer = await fetch(`${url}/v1/auth/signup`, { method: 'POST', body: '{}' });
  const identity = (await answer.json()) as Stage['identity'];
  return {
    url,
    pool,
    database,
    server,
    dataDir: folder,
    identity,
    setupToken,
    headers: {
      authorization: `Bearer ${identity.token}`,
      'x-cortex-actor': identity.actor,
      'content-type': 'application/json',
    },
    async close() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGTERM');
        await ended;
      }
      await pool.end();
      await database.stop();
      await removeData(folder);
    },
  };
}

/** Its address, and the link for the first owner, which a new database always brings. */
async function readReady(server: ChildProcess): Promise<{ url: string; setupToken: string }> {
  if (!server.stdout) throw new Error('the server has no output');
  let url = '';
  for await (const line of createInterface({ input: server.stdout })) {
    url ||= /ready at (\S+)/.exec(line)?.[1] ?? '';
    const setupToken = /setup#token=(\S+)/.exec(line)?.[1];
    if (setupToken) return { url, setupToken };
  }
  throw new Error('the server ended before it was ready');
}
