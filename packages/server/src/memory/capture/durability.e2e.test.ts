import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startEmbeddedPostgres } from '../../db/embedded-postgres.ts';
import { freePort } from '../../db/launch-postgres.ts';
import { removeData } from '../../testing/remove-data.ts';

const main = join(import.meta.dirname, '../../main.ts');
let folder: string;
let server: ChildProcess | undefined;
let url: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'belay-kill-'));
  url = await start();
});
afterAll(async () => {
  const ended = new Promise((resolve) => server?.once('exit', resolve));
  if (server?.kill('SIGTERM')) await ended;
  await removeData(folder);
});

/** The program with its own embedded, fully durable PostgreSQL. */
async function start(): Promise<string> {
  server = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      PORT: '0',
      BELAY_DATA_DIR: folder,
      DATABASE_URL: '',
      BELAY_LOG: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (server.stdout)
    for await (const line of createInterface({ input: server.stdout })) {
      const url = /ready at (\S+)/.exec(line)?.[1];
      if (url) return url;
    }
  throw new Error('the server ended before it was ready');
}

/** The postmaster's process id, from wherever the data lies. */
async function databasePid(): Promise<number> {
  const found = await new Promise<string>((resolve) => {
    let text = '';
    const list = spawn('ps', ['-eo', 'pid,ppid,args'], { stdio: ['ignore', 'pipe', 'ignore'] });
    list.stdout.on('data', (chunk) => {
      text += chunk;
    });
    list.once('close', () => resolve(text));
  });
  const line = found
    .split('\n')
    .find((one) => one.includes('/bin/postgres -D') && one.includes(` ${server?.pid} `));
  return Number(line?.trim().split(/\s+/)[0]);
}

test('[MEM-1] program and database killed right after the answers lose none of them', async () => {
  const signup = await fetch(`${url}/v1/auth/signup`, { method: 'POST', body: '{}' });
  const { token, actor, scope } = (await signup.json()) as Record<string, string>;
  const headers = {
    authorization: `Bearer ${token}`,
    'x-cortex-actor': String(actor),
    'content-type': 'application/json',
  };
  const answered: string[] = [];
  const some = Promise.withResolvers<void>();
  const write = async (index: number) => {
    const body = JSON.stringify({
      scope,
      modality: 'observation',
      content: { kind: 'text', text: `n ${index}` },
      idempotency_key: `n-${index}`,
    });
    const answer = await fetch(`${url}/v1/experience`, { method: 'POST', headers, body });
    if (answer.status === 202)
      answered.push(((await answer.json()) as { event_id: string }).event_id);
    if (answered.length >= 120) some.resolve();
  };
  // writes never stop coming; the kill falls in the middle of them
  const writing = Promise.allSettled(Array.from({ length: 400 }, (_, index) => write(index)));
  await some.promise;
  const database = await databasePid();
  const gone = new Promise((resolve) => server?.once('exit', resolve));
  process.kill(database, 'SIGKILL');
  server?.kill('SIGKILL');
  await gone;
  await writing;

  url = await start();
  const listed = new Set<string>();
  let cursor = '';
  do {
    const page = await fetch(`${url}/v1/events?scope=${scope}&limit=500${cursor}`, { headers });
    const { items, next_cursor } = (await page.json()) as {
      items: { event_id: string }[];
      next_cursor: string | null;
    };
    for (const item of items) listed.add(item.event_id);
    cursor = next_cursor ? `&cursor=${next_cursor}` : '';
  } while (cursor !== '');
  expect(answered.length).toBeGreaterThanOrEqual(120);
  expect(answered.filter((id) => !listed.has(id))).toEqual([]);
});

test('a stop ends an open stream properly, and the database after it', async () => {
  const signup = await fetch(`${url}/v1/auth/signup`, { method: 'POST', body: '{}' });
  const { token, actor } = (await signup.json()) as Record<string, string>;
  const stream = await fetch(`${url}/v1/lifecycle/stream`, {
    headers: { authorization: `Bearer ${token}`, 'x-cortex-actor': String(actor) },
  });
  const read = stream.text();
  const exit = new Promise((resolve) => server?.once('exit', resolve));
  server?.kill('SIGTERM');
  expect(await exit).toBe(0);
  // cut off at the end of the drain, this would reject
  expect(await read).toContain(': connected');
  await expect(readFile(join(folder, 'postgres', 'cluster', 'postmaster.pid'))).rejects.toThrow();
});

/** Somebody else's, on which nobody ever answers. */
async function strangersPort(): Promise<number> {
  const stranger = createServer();
  const callers = new Set<Socket>();
  stranger.on('connection', (socket) => callers.add(socket));
  await once(stranger.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    stranger.close();
    for (const socket of callers) socket.destroy();
  });
  return (stranger.address() as AddressInfo).port;
}

test('a port that somebody takes before PostgreSQL does stays theirs: it starts on another', async () => {
  const ports = [await strangersPort(), await strangersPort(), await freePort()];
  const crashes: string[] = [];
  const database = await startEmbeddedPostgres({
    dataDir: folder,
    onCrash: (message) => crashes.push(message),
    choosePort: async () => ports.shift() ?? freePort(),
  });
  const client = new pg.Client({ connectionString: database.connectionString });
  await client.connect();
  const { rows } = await client.query('select 1 as one');
  await client.end();
  await database.stop();
  expect(rows).toEqual([{ one: 1 }]);
  expect(ports).toEqual([]);
  expect(crashes).toEqual([]);
});
