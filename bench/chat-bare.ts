import type { AddressInfo } from 'node:net';
import { createPool } from '@belay/server/db/create-pool';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';

/**
 * The baseline of `bench chat`: a message is one durable row, then sent to the operator's stream and
 * its conversation's, in this process. No accounts, no state, no replay. Tells its parent its URL.
 */
const pool = createPool(process.env.DATABASE_URL ?? '', () => undefined);
await pool.query(
  'create table bare_message (id bigserial primary key, conversation text, body text)',
);
const open = new Map<string, Set<SSEStreamingApi>>();

const app = new Hono()
  .get('/stream/:who', (c) =>
    streamSSE(c, async (stream) => {
      const who = c.req.param('who');
      const streams = open.get(who) ?? new Set();
      open.set(who, streams.add(stream));
      await stream.write(': connected\n\n');
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      streams.delete(stream);
    }),
  )
  .post('/messages/:conversation', async (c) => {
    const conversation = c.req.param('conversation');
    const body = JSON.stringify(await c.req.json());
    await pool.query({
      name: 'bare-message',
      text: 'insert into bare_message (conversation, body) values ($1, $2)',
      values: [conversation, body],
    });
    for (const who of ['operator', conversation])
      for (const stream of open.get(who) ?? []) void stream.write(`data: ${body}\n\n`);
    return c.json({ ok: true }, 201);
  });

const server = createAdaptorServer({ fetch: app.fetch });
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
