import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';

/** The baseline of `bench capture`: parse, one INSERT, one commit, answer. Tells its parent its URL. */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 32 });
await pool.query(
  'create table if not exists bare (id uuid primary key, key text unique, body text)',
);

const app = new Hono().post('/', async (c) => {
  const body = await c.req.json<{ idempotency_key: string }>();
  await pool.query({
    name: 'bare',
    text: 'insert into bare values ($1, $2, $3)',
    values: [randomUUID(), body.idempotency_key, JSON.stringify(body)],
  });
  return c.json({ status: 'captured' }, 202);
});

const server = createAdaptorServer({ fetch: app.fetch });
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
