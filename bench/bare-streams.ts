import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';

/**
 * The baseline of `bench streams`: every open stream is sent what is posted, in this process, as
 * text that is put together once. No database, no authentication, no filters, no replay. Tells its
 * parent its URL.
 */
const open = new Set<SSEStreamingApi>();

const app = new Hono()
  .get('/', (c) =>
    streamSSE(c, async (stream) => {
      open.add(stream);
      await stream.write(': connected\n\n');
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      open.delete(stream);
    }),
  )
  .post('/', async (c) => {
    const frames = await c.req.text();
    for (const stream of open) void stream.write(frames);
    return c.json({ streams: open.size }, 202);
  });

const server = createAdaptorServer({ fetch: app.fetch });
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
