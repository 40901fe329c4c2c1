import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';

/**
 * The baseline of `bench capture`: parse, one INSERT of the row into the same table, one commit,
 * answer. No authentication, no checks, nothing told. Tells its parent its URL.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const tenant = randomUUID();

interface Item {
  scope: string;
  modality: string;
  observed_actor: string;
  context: { observed_at: string; labels: string[] };
  idempotency_key: string;
}

const app = new Hono().post('/', async (c) => {
  const item = await c.req.json<Item>();
  await pool.query(
    `insert into event (tenant, id, scope, modality, caller, observed_actor, subject, observed_at,
                              recorded_at, labels, envelope, idempotency_key)
           values ($1, $2, $3, $4, 'user:bare', $5, $5, $6, now(), $7, $8, $9)`,
    [
      tenant,
      randomUUID(),
      item.scope,
      item.modality,
      item.observed_actor,
      item.context.observed_at,
      item.context.labels,
      JSON.stringify(item),
      item.idempotency_key,
    ],
  );
  return c.json({ status: 'captured' }, 202);
});

const server = createAdaptorServer({ fetch: app.fetch });
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
