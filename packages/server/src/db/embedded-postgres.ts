import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { takeFolder } from './folder-lock.ts';
import { launchPostgres } from './launch-postgres.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { type PostgresHome, postgresHome } from './postgres-home.ts';
import { readPostmaster } from './read-postmaster.ts';

const run = promisify(execFile);

export interface EmbeddedPostgres {
  connectionString: string;
  /** the postmaster's process id */
  pid: number;
  /** checkpoints and stops; close every pool first */
  stop(): Promise<void>;
}

/**
 * Starts a PostgreSQL of our own on loopback, its data below `dataDir`. Durable as any other:
 * fsync and synchronous_commit stay on. Every failure is one sentence that names a remedy.
 * `onCrash` is called if the server ends without having been asked to.
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  onCrash: (message: string) => void;
  settings?: Record<string, string>;
  /** default: one that is free */
  choosePort?: () => Promise<number>;
}): Promise<EmbeddedPostgres> {
  const home = postgresHome(options.dataDir);
  await mkdir(home.data, { recursive: true, mode: 0o755 });
  const release = await takeFolder(home.data);
  try {
    const { postgres, initdb } = await postgresBinaries(home.cache);
    const cluster = join(home.data, 'cluster');
    await stopOrphan(cluster);
    const password = await initialise(home, cluster, initdb);
    const { child, port } = await launchPostgres(
      postgres,
      cluster,
      home,
      options.settings ?? {},
      options.choosePort,
    );
    let stopping = false;
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.once('exit', () => {
      if (!stopping)
        options.onCrash(
          `The embedded PostgreSQL stopped. Its log is ${join(home.data, 'postgres.log')}; start Belay again, or set DATABASE_URL.`,
        );
    });
    return {
      connectionString: `postgres://belay:${password}@127.0.0.1:${port}/postgres`,
      pid: child.pid as number,
      async stop() {
        stopping = true;
        child.kill('SIGINT');
        await exited;
        await release();
      },
    };
  } catch (error) {
    await release();
    throw explain(error);
  }
}

/** initdb once, into a draft that is renamed by completing: a kill in between starts over. */
async function initialise(home: PostgresHome, cluster: string, initdb: string): Promise<string> {
  const passwordFile = join(home.data, 'password');
  const done = join(home.data, 'initialised');
  if (existsSync(done)) return (await readFile(passwordFile, 'utf8')).trim();
  await rm(cluster, { recursive: true, force: true });
  await mkdir(cluster, { mode: 0o700 });
  const password = randomBytes(24).toString('hex');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (home.user) {
    await chown(cluster, home.user.uid, home.user.gid);
    await chown(passwordFile, home.user.uid, home.user.gid);
  }
  await run(
    initdb,
    [
      '--pgdata',
      cluster,
      '--username',
      'belay',
      '--pwfile',
      passwordFile,
      '--auth',
      'scram-sha-256',
      // a new segment is filled with zeros while all commits wait: 16 MB were measured at 70 ms
      '--wal-segsize',
      '4',
      '--encoding',
      'UTF8',
      '--locale-provider',
      'builtin',
      '--builtin-locale',
      'C.UTF-8',
      '--locale',
      'C',
    ],
    { ...home.user, cwd: home.data },
  );
  await writeFile(done, '');
  return password;
}

/** A server whose Belay was killed still runs on this folder: it is stopped, its WAL is complete. */
async function stopOrphan(cluster: string): Promise<void> {
  const left = await readPostmaster(cluster);
  if (!left) return;
  const { pid } = left;
  if (!(pid > 1) || !(await isPostgres(pid, cluster))) {
    await rm(join(cluster, 'postmaster.pid'), { force: true });
    return;
  }
  process.kill(pid, 'SIGINT');
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 25));
}

async function isPostgres(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return command.includes(cluster);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function explain(error: unknown): Error {
  const reason = error instanceof Error ? error.message.trim() : String(error);
  if (reason.includes('Belay')) return error as Error;
  return new Error(
    `Belay could not start its embedded PostgreSQL: ${reason}. Choose another BELAY_DATA_DIR, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    { cause: error },
  );
}
