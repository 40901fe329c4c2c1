import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../config/read-config.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { postgresHome } from './postgres-home.ts';
import { readPostmaster } from './read-postmaster.ts';

const patienceMs = 30_000;

/**
 * The server's database for a command beside it: the one of DATABASE_URL; else the embedded one, of
 * the Belay that runs on this data folder, or started for as long as the command takes. Throws a sentence.
 */
export async function openForCommand(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
): Promise<{ url: string; stop(): Promise<void> }> {
  const nothing = async () => undefined;
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, stop: nothing };
  const { data } = postgresHome(config.dataDir);
  if (!existsSync(join(data, 'initialised')))
    throw new Error(
      `No Belay has run in ${config.dataDir} yet. Set BELAY_DATA_DIR or DATABASE_URL as the server has them.`,
    );
  const running = await runningServer(data);
  if (running !== undefined) return { url: running, stop: nothing };
  const { connectionString, stop } = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    onCrash: (message) => console.error(message),
  });
  return { url: connectionString, stop };
}

/** Where the embedded server answers, if it does. */
async function runningServer(data: string): Promise<string | undefined> {
  const server = await readPostmaster(join(data, 'cluster'));
  if (!server?.isReady) return undefined;
  const password = (await readFile(join(data, 'password'), 'utf8').catch(() => '')).trim();
  const url = `postgres://belay:${password}@127.0.0.1:${server.port}/postgres`;
  // a file that a power cut left may name a port that is a stranger's by now
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patienceMs });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return url;
  } catch {
    return undefined;
  }
}
