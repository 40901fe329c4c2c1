import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import type pg from 'pg';
import type { WorkTiming } from '../connectors/work/work-timing.ts';
import type { Context } from '../context.ts';
import type { OutboxTiming } from '../desk/slack/outbox/outbox-timing.ts';
import { startServer } from '../start-server.ts';
import { removeData } from './remove-data.ts';
import { createTestDatabase } from './test-database.ts';

export interface TestIdentity {
  token: string;
  actor: string;
  scope: string;
  /** a call as this identity; JSON bodies are given as values */
  call(method: string, path: string, body?: unknown): Promise<Response>;
}

export interface TestServer {
  url: string;
  databaseUrl: string;
  pool: pg.Pool;
  ctx: Context;
  /** a new tenant */
  signup(): Promise<TestIdentity>;
  /** a token of one's own making, as `POST /v1/auth/tokens` would mint it */
  identity(token: string, actor: string, scope: string): TestIdentity;
  close(): Promise<void>;
}

/** A server of one's own on a fresh database, without workers, jobs and outbox. `env` overrides its settings. */
export async function startTestServer(
  env: Record<string, string> = {},
  home?: (ctx: Context) => Hono,
  slackApiUrl?: Context['slackApiUrl'],
  workers: boolean | WorkTiming = false,
  jobs = false,
  outbox: boolean | OutboxTiming = false,
): Promise<TestServer> {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'belay-server-'));
  const server = await startServer({
    env: {
      PORT: '0',
      DATABASE_URL: database.url,
      BELAY_DATA_DIR: dataDir,
      BELAY_LOG: 'silent',
      ...env,
    },
    ...(home ? { home } : {}),
    ...(slackApiUrl ? { slackApiUrl } : {}),
    workers,
    jobs,
    outbox,
  });
  const identity = (token: string, actor: string, scope: string): TestIdentity => ({
    token,
    actor,
    scope,
    call(method, path, body) {
      const headers: Record<string, string> = {
        authorization: `Bearer ${token}`,
        'x-cortex-actor': actor,
      };
      if (body === undefined) return fetch(server.url + path, { method, headers });
      headers['content-type'] = 'application/json';
      return fetch(server.url + path, { method, headers, body: JSON.stringify(body) });
    },
  });
  return {
    url: server.url,
    databaseUrl: database.url,
    pool: database.pool,
    ctx: server.ctx,
    identity,
    async signup() {
      const answer = await fetch(`${server.url}/v1/auth/signup`, { method: 'POST', body: '{}' });
      const { token, actor, scope } = (await answer.json()) as Record<string, string>;
      return identity(String(token), String(actor), String(scope));
    },
    async close() {
      await server.close();
      await database.close();
      await removeData(dataDir);
    },
  };
}
