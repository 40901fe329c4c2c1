import { afterEach, expect, test } from 'vitest';
import { readConfig } from '../config/read-config.ts';
import { createFetch } from './create-fetch.ts';
import { type RawServer, said, startRawServer } from './testing/raw-server.ts';

const opened: RawServer[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
});
const serve = async (...given: Parameters<typeof startRawServer>) => {
  const server = await startRawServer(...given);
  opened.push(server);
  return server;
};
const limits = { headTimeoutMs: 60_000, timeoutMs: 60_000, mostBytes: 1_000 };
const own = createFetch(
  { config: readConfig({}), resolve: async () => ['127.0.0.1'] },
  { ...limits, trusted: true },
);

test('[SEC-3] an answer is read as it comes', async () => {
  let finish = () => undefined as unknown;
  const server = await serve((socket) => {
    socket.write(
      'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\none',
    );
    finish = () => socket.end('two');
  });
  const answer = await own(`${server.url}/v1`, { method: 'POST', body: '{"a":1}' });
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  const reader = answer.body?.getReader();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('one');
  finish();
  expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('two');
  expect((await reader?.read())?.done).toBe(true);
  expect(server.requests[0]).toMatch(/^POST \/v1 /);
  expect(server.requests[0]).toContain('{"a":1}');
});

test('[SEC-3] without trust it asks nothing local', async () => {
  const server = await serve((socket) => socket.end(said(200, {}, 'x')));
  const strange = createFetch(
    { config: readConfig({}), resolve: async () => ['127.0.0.1'] },
    limits,
  );
  await expect(strange(`http://model.example:${server.port}/`)).rejects.toMatchObject({
    reason: 'refused_address',
  });
  expect(server.requests).toEqual([]);
});

test('[SEC-3] an endless answer and a late one break off in words', async () => {
  const endless = await serve((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    const timer = setInterval(() => socket.write('x'.repeat(500)), 1);
    socket.on('close', () => clearInterval(timer));
  });
  const answer = await own(endless.url);
  await expect(answer.text()).rejects.toMatchObject({ reason: 'too_large' });

  const silent = await serve(() => undefined);
  const hasty = createFetch(
    { config: readConfig({}), resolve: async () => [] },
    { ...limits, trusted: true, headTimeoutMs: 50 },
  );
  await expect(hasty(silent.url)).rejects.toMatchObject({ reason: 'timeout' });
});

test('[SEC-3] whoever stops it gets their own reason, before and within the body', async () => {
  const server = await serve((socket) => socket.write('HTTP/1.1 200 OK\r\n\r\nx'));
  const within = new AbortController();
  const answer = await own(server.url, { signal: within.signal });
  within.abort(new Error('enough'));
  await expect(answer.text()).rejects.toThrow('enough');
  await expect(own(server.url, { signal: AbortSignal.abort(new Error('no')) })).rejects.toThrow(
    'no',
  );
});

test('[SEC-3] who reads no more lets go of the connection', async () => {
  let isClosed = () => undefined as unknown;
  const closed = new Promise((resolve) => {
    isClosed = () => resolve(true);
  });
  const server = await serve((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n\r\nx');
    socket.on('close', isClosed);
  });
  const reader = (await own(server.url)).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  expect(await closed).toBe(true);
});

test('[SEC-3] an answer without a body is one', async () => {
  const server = await serve((socket) => socket.end('HTTP/1.1 204 No Content\r\n\r\n'));
  const answer = await own(server.url);
  expect([answer.status, await answer.text()]).toEqual([204, '']);
});
