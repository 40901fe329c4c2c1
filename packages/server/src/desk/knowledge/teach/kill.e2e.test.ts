import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentView } from '@belay/contract/desk/agent';
import type { KnowledgeView } from '@belay/contract/desk/knowledge';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, startServer } from '../../../start-server.ts';
import { removeData } from '../../../testing/remove-data.ts';
import { createTestDatabase, type TestDatabase } from '../../../testing/test-database.ts';
import { setUpOwner, type TestPerson } from '../../../testing/test-person.ts';
import { page, startTestSite, type TestSite } from '../testing/test-site.ts';

const main = join(import.meta.dirname, '../../../main.ts');
let database: TestDatabase;
let folder: string;
let server: RunningServer;
let owner: TestPerson;
let site: TestSite;
let worker: ChildProcess | undefined;
const env: Record<string, string> = {};

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'belay-kill-'));
  Object.assign(env, {
    PORT: '0',
    DATABASE_URL: database.url,
    BELAY_DATA_DIR: folder,
    BELAY_LOG: 'silent',
    BELAY_LOCAL_TARGETS: '1',
    BELAY_SECRET_KEY: randomBytes(32).toString('hex'),
  });
  server = await startServer({ env, workers: false, jobs: false });
  owner = await setUpOwner(server);
});
afterAll(async () => {
  await kill('SIGTERM');
  await site?.close();
  await server.close();
  await database.close();
  await removeData(folder);
});

function work(): void {
  worker = spawn(process.execPath, [main, 'work'], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
}
async function kill(signal: NodeJS.Signals): Promise<void> {
  if (!worker || worker.exitCode !== null) return;
  const gone = once(worker, 'exit');
  worker.kill(signal);
  await gone;
  worker = undefined;
}
async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await owner.call(method, path, body);
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

test('[DSK-1] a process killed again and again while it crawls: all is taught, once', async () => {
  const paths = Array.from({ length: 8 }, (_, index) => `/p${index}`);
  const text = (path: string) => `Everything about ${path} that anybody could want to know.`;
  // false: it is not answered, and whoever asked waits for its end
  let asked = () => true;
  site = await startTestSite({ '/': page('Start', text('/'), paths) });
  for (const path of paths)
    site.pages[path] = (_, response) => {
      if (!asked()) return;
      response.writeHead(200, { 'content-type': 'text/html' }).end(page(path, text(path)));
    };
  const agent = await ask<AgentView>('POST', '/v1/agents', { name: 'Ada' });
  const list = `/v1/agents/${agent.id}/knowledge`;
  const { id } = await ask<KnowledgeView>('POST', list, { kind: 'site', url: `${site.url}/` });
  for (let kills = 0; kills < 2; kills++) {
    const somePages = new Promise<void>((resolve) => {
      let pages = 0;
      asked = () => {
        if (++pages === 2) resolve();
        return pages <= 2;
      };
    });
    work();
    await somePages;
    await kill('SIGKILL');
    expect(await ask<KnowledgeView>('GET', `${list}/${id}`)).toMatchObject({ state: 'learning' });
  }
  asked = () => true;
  work();
  await expect
    .poll(() => ask<KnowledgeView>('GET', `${list}/${id}`), { timeout: 60_000, interval: 200 })
    .toMatchObject({ state: 'ready', pieces: 9, pages: { done: 9, found: 9, failed: [] } });
  const { rows } = await database.pool.query<{ text: string }>(
    `select envelope::jsonb #>> '{content,text}' as text from event
     where scope like '%/source:site/%' and forgotten_at is null`,
  );
  expect([rows.length, new Set(rows.map((row) => row.text)).size]).toEqual([9, 9]);
  // at most the page at hand is asked for again after a kill
  const times = paths.map((path) => site.asked.get(path) ?? 0);
  expect(times.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(8 + 2);
});
