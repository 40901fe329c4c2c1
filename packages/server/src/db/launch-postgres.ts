import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { PostgresHome } from './postgres-home.ts';
import { readPostmaster } from './read-postmaster.ts';

/** Crash recovery after a power cut may replay a lot of WAL. */
const startLimitMs = 120_000;
/** Each is a port that was free a moment before: who loses this often has another trouble. */
const mostPorts = 20;
const lookEveryMs = 10;

interface Launched {
  child: ChildProcess;
  port: number;
}

/**
 * Starts the server on `cluster` and waits until it takes connections. PostgreSQL binds its port
 * itself, so whoever takes the one that was free in between makes it end: it is started on another.
 */
export async function launchPostgres(
  postgres: string,
  cluster: string,
  home: PostgresHome,
  settings: Record<string, string>,
  choosePort: () => Promise<number> = freePort,
): Promise<Launched> {
  const path = join(home.data, 'postgres.log');
  // its user may not read what we own: it inherits the open file
  const log = await open(path, 'a+', 0o600);
  try {
    for (let tried = 1; ; tried++) {
      const port = await choosePort();
      const { size } = await log.stat();
      const child = await spawnPostgres(postgres, cluster, home, { ...settings, port }, log);
      if (await isReady(cluster, child)) return { child, port };
      if (tried === mostPorts || !(await couldNotBind(log, size)))
        throw new Error(`the server ended at once; its log is ${path}`);
    }
  } finally {
    await log.close();
  }
}

async function spawnPostgres(
  postgres: string,
  cluster: string,
  home: PostgresHome,
  settings: Record<string, string | number>,
  log: FileHandle,
): Promise<ChildProcess> {
  const flags = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_wal_size: '2GB',
    shared_buffers: '256MB',
    jit: 'off',
    log_timezone: 'UTC',
    timezone: 'UTC',
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(postgres, ['-D', cluster, ...flags], {
    ...home.user,
    cwd: home.data,
    stdio: ['ignore', log.fd, log.fd],
    // its own group: Ctrl-C in the terminal must reach Belay only, which then stops in order
    detached: true,
  });
  await once(child, 'spawn');
  return child;
}

/**
 * False when it ended. It says in its pid file what a connection could not: a stranger may answer
 * on its port, or keep silent there (`pg_ctl` looks there, too).
 */
async function isReady(cluster: string, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + startLimitMs;
  for (;;) {
    const told = await readPostmaster(cluster);
    if (child.exitCode !== null || child.signalCode !== null) return false;
    if (told?.pid === child.pid && told?.isReady) return true;
    if (Date.now() > deadline) {
      child.kill('SIGINT');
      throw new Error(`the server is not ready after ${startLimitMs / 1000} s`);
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

/** Whether the server's last words, those behind `from`, are about its port. */
async function couldNotBind(log: FileHandle, from: number): Promise<boolean> {
  const { size } = await log.stat();
  const { buffer, bytesRead } = await log.read(Buffer.alloc(size - from), 0, size - from, from);
  return buffer.toString('utf8', 0, bytesRead).includes('could not create any TCP/IP sockets');
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
