import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The far side of `bench notify`: takes every message, answers at once, and tells its parent what
 * came when. It stands for Slack where the way there is measured, and nothing of Slack's own.
 */
export interface Arrived {
  method: string;
  channel: string;
  text: string;
  /** ms since the epoch, when its answer was written; comparable between processes of one machine */
  at: number;
}

let count = 0;
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    const method = request.url?.split('/').at(-1) ?? '';
    const form = new URLSearchParams(Buffer.concat(parts).toString());
    const channel = form.get('channel') ?? '';
    const ts = `${Math.floor(Date.now() / 1000)}.${String(++count).padStart(6, '0')}`;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, channel, ts, message: { ts } }));
    const at = performance.timeOrigin + performance.now();
    process.send?.({ method, channel, text: form.get('text') ?? '', at } satisfies Arrived);
  });
});
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`);
});
