import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { readConfig } from '../config/read-config.ts';
import type { OutboundContext, OutboundRequest } from './open-request.ts';
import { OutboundError } from './outbound-error.ts';
import { outboundFetch } from './outbound-fetch.ts';
import { type RawServer, said, startRawServer } from './testing/raw-server.ts';

const opened: RawServer[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const server of opened.splice(0)) await server.close();
});
const serve = async (...given: Parameters<typeof startRawServer>) => {
  const server = await startRawServer(...given);
  opened.push(server);
  return server;
};

/** Names lead where the table says, each look-up to the next addresses of its list. */
function world(names: Record<string, string[][]> = {}, localTargets: boolean | string = false) {
  const asked: string[] = [];
  const ctx: OutboundContext = {
    config: readConfig({ BELAY_LOCAL_TARGETS: localTargets === true ? '1' : localTargets || '0' }),
    resolve: async (host) => {
      const answers = names[host] ?? [];
      asked.push(host);
      return (
        answers[Math.min(asked.filter((one) => one === host).length, answers.length) - 1] ?? []
      );
    },
  };
  return { ctx, asked };
}
const limits: OutboundRequest = { timeoutMs: 60_000, mostBytes: 100_000 };
const errorOf = async (asked: Promise<unknown>): Promise<OutboundError> => {
  const error = await asked.then(
    () => new Error('it was answered'),
    (caught) => caught,
  );
  if (error instanceof OutboundError) return error;
  throw error;
};

test('[SEC-3] a name is resolved once, and what was checked is connected to', async () => {
  const server = await serve((socket) => socket.end(said(200, { 'x-a': 'b' }, 'hello')));
  const rebinding = [['127.0.0.1'], ['169.254.169.254']];
  const { ctx, asked } = world({ 'shop.example': rebinding }, true);
  const answer = await outboundFetch(ctx, `http://shop.example:${server.port}/a?b=c`, limits);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('x-a')).toBe('b');
  expect(Buffer.from(answer.body).toString()).toBe('hello');
  expect(asked).toEqual(['shop.example']);
  expect(server.requests[0]).toMatch(/^GET \/a\?b=c HTTP\/1\.1\r\nhost: shop\.example:\d+\r\n/i);
});

test.each([
  ['this machine', [['127.0.0.1']]],
  ['a private network', [['10.0.0.8']]],
  ['one public and one private address', [['93.184.216.34', '127.0.0.1']]],
  ['metadata', [['169.254.169.254']]],
  ['an IPv6 address that means this machine', [['::ffff:127.0.0.1']]],
])('[SEC-3] a name that leads to %s is not connected to', async (_, addresses) => {
  const server = await serve((socket) => socket.end(said(200, {})));
  const { ctx } = world({ 'evil.example': addresses });
  const error = await errorOf(outboundFetch(ctx, `http://evil.example:${server.port}/`, limits));
  expect([error.reason, error.maybeSent]).toEqual(['refused_address', false]);
  expect(error.message).toContain('evil.example');
  expect(server.requests).toEqual([]);
});

test('[SEC-3] an address as a host is checked without a look-up', async () => {
  const server = await serve((socket) => socket.end(said(200, {})));
  const { ctx, asked } = world();
  for (const host of ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '169.254.169.254', '[fe80::1]']) {
    const error = await errorOf(outboundFetch(ctx, `http://${host}:${server.port}/`, limits));
    expect([host, error.reason]).toEqual([host, 'refused_address']);
  }
  expect(asked).toEqual([]);
  expect(server.requests).toEqual([]);
});

test('[SEC-3] metadata and link-local stay refused where local targets are allowed', async () => {
  const { ctx } = world({ 'm.example': [['169.254.169.254']] }, true);
  for (const host of ['169.254.169.254', '[fe80::1]', '[fd00:ec2::254]', '0.0.0.0', 'm.example'])
    expect((await errorOf(outboundFetch(ctx, `http://${host}:8080/`, limits))).reason).toBe(
      'refused_address',
    );
});

test('[SEC-3] of a list of local origins only these are asked', async () => {
  const named = await serve((socket) => socket.end(said(200, {})));
  const other = await serve((socket) => socket.end(said(302, { location: `${named.url}/x` })));
  const { ctx } = world({}, `http://127.0.0.1:1, ${named.url}`);
  expect((await outboundFetch(ctx, named.url, limits)).status).toBe(200);
  for (const url of [other.url, named.url.replace('127.0.0.1', '127.0.0.2')])
    expect((await errorOf(outboundFetch(ctx, url, limits))).reason).toBe('refused_address');
  expect(other.requests).toEqual([]);
});

test('[SEC-3] every redirect is checked again, and a trusted one leaves its trust behind', async () => {
  const inner = await serve((socket) => socket.end(said(200, {}, 'secret')));
  const outer = await serve((socket, head) => {
    const to = head.startsWith('GET /other') ? inner.url : 'http://rebound.example:8080/';
    socket.end(said(302, { location: head.startsWith('GET /same') ? '/other' : to }));
  });
  const { ctx } = world({ 'rebound.example': [['10.0.0.1']] });
  const trusted = { ...limits, trusted: true };
  for (const path of ['/other', '/same', '/'])
    expect((await errorOf(outboundFetch(ctx, outer.url + path, trusted))).reason).toBe(
      'refused_address',
    );
  expect(inner.requests).toEqual([]);
});

test('[SEC-3] redirects keep to the rules of fetch, and secrets to their origin', async () => {
  const other = await serve((socket) => socket.end(said(200, {}, 'there')));
  const server = await serve((socket, head) => {
    const status = Number(/ \/(\d+)/.exec(head)?.[1]);
    const location = head.includes('/same') ? '/done' : `${other.url}/x`;
    socket.end(head.includes(' /done') ? said(200, {}, 'here') : said(status, { location }));
  });
  const { ctx } = world({}, true);
  const post = (path: string) =>
    outboundFetch(ctx, server.url + path, {
      ...limits,
      method: 'POST',
      headers: {
        Authorization: 'Bearer x',
        'X-Api-Key': 'k',
        'content-type': 'text/plain',
        Cookie: 'a=b',
      },
      body: 'words',
    });
  expect((await post('/307/same')).url).toBe(`${server.url}/done`);
  const same = server.requests.at(-1);
  expect(same).toMatch(/^POST /);
  expect(same).toContain('words');
  expect(same).toMatch(/authorization: Bearer x/i);
  expect((await post('/302/same')).status).toBe(200);
  expect(server.requests.at(-1)).toMatch(/^GET \/done/);
  expect(server.requests.at(-1)).not.toMatch(/words|content-type|content-length/);

  expect((await post('/308')).url).toBe(`${other.url}/x`);
  const away = other.requests.at(-1);
  expect(away).toMatch(/^POST \/x/);
  expect(away).toContain('words');
  expect(away).not.toMatch(/authorization|x-api-key|cookie/i);
});

test('[SEC-3] five redirects are followed, no sixth', async () => {
  const server = await serve((socket, head) => {
    const left = Number(/ \/(\d+)/.exec(head)?.[1]);
    socket.end(left === 0 ? said(200, {}) : said(302, { location: `/${left - 1}` }));
  });
  const { ctx } = world({}, true);
  expect((await outboundFetch(ctx, `${server.url}/5`, limits)).status).toBe(200);
  const error = await errorOf(outboundFetch(ctx, `${server.url}/6`, limits));
  expect(error.reason).toBe('too_many_redirects');
  const none = { ...limits, mostRedirects: 0 };
  expect((await outboundFetch(ctx, `${server.url}/5`, none)).status).toBe(302);
});

test('[SEC-3] nobody waits for ever: not for a name, a head, or a body in drops', async () => {
  const { ctx } = world({}, true);
  const silent = await serve(() => undefined);
  const drip = await serve((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n');
    const timer = setInterval(() => socket.write('x'), 5);
    socket.on('close', () => clearInterval(timer));
  });
  const short = { ...limits, timeoutMs: 80 };
  const forgotten = { ...ctx, resolve: () => new Promise<string[]>(() => undefined) };
  const errors = await Promise.all(
    [
      outboundFetch(forgotten, 'http://slow.example/', short),
      outboundFetch(ctx, silent.url, short),
      outboundFetch(ctx, drip.url, short),
      outboundFetch(ctx, drip.url, { ...limits, signal: AbortSignal.timeout(80) }),
    ].map(errorOf),
  );
  expect(errors.map(({ reason }) => reason)).toEqual(['timeout', 'timeout', 'timeout', 'stopped']);
});

test('[SEC-3] an endless body, endless headers and a bomb are broken off', async () => {
  const { ctx } = world({}, true);
  const endless = await serve((socket) => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
    const more = () => {
      while (socket.writable && socket.write(`1000\r\n${'x'.repeat(4096)}\r\n`));
    };
    socket.on('drain', more);
    more();
  });
  const headers = await serve((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const more = () => {
      while (socket.writable && socket.write(`x-a: ${'x'.repeat(4096)}\r\n`));
    };
    socket.on('drain', more);
    more();
  });
  // 50 MB of nothing in 50 kB
  const packed = gzipSync(Buffer.alloc(50_000_000));
  expect(packed.byteLength).toBeLessThan(limits.mostBytes);
  const bomb = await serve((socket) =>
    socket.end(said(200, { 'content-encoding': 'gzip' }, packed)),
  );
  const twice = await serve((socket) =>
    socket.end(said(200, { 'content-encoding': 'gzip, gzip' }, gzipSync(packed))),
  );
  for (const server of [endless, headers, bomb])
    expect((await errorOf(outboundFetch(ctx, server.url, limits))).reason).toBe('too_large');
  expect((await errorOf(outboundFetch(ctx, twice.url, limits))).reason).toBe('broken');
});

test('[SEC-3] a packed answer is unpacked, and a broken one said to be', async () => {
  const { ctx } = world({}, true);
  const good = await serve((socket) =>
    socket.end(said(200, { 'content-encoding': 'gzip', 'set-cookie': 'a=b' }, gzipSync('hello'))),
  );
  const { body, headers } = await outboundFetch(ctx, good.url, limits);
  expect(Buffer.from(body).toString()).toBe('hello');
  expect(headers.get('set-cookie')).toBeNull();
  for (const bytes of [
    said(200, { 'content-encoding': 'gzip' }, 'not packed at all'),
    Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nshort'),
    Buffer.from('SSH-2.0-OpenSSH\r\n\r\n'),
    Buffer.alloc(0),
  ]) {
    const server = await serve((socket) => socket.end(bytes));
    const error = await errorOf(outboundFetch(ctx, server.url, limits));
    expect([error.reason, error.maybeSent]).toEqual(['broken', true]);
  }
});

test('[SEC-3] what never began is told apart from what may have arrived', async () => {
  const { ctx } = world({ 'none.example': [[]] }, true);
  const server = await serve((socket) => socket.destroy());
  // no system gives it to whoever asks for any port
  const gone = 'http://127.0.0.1:65535/';
  const post = { ...limits, method: 'POST', body: 'x' };
  const seen = [];
  for (const url of ['http://none.example/', gone, server.url]) {
    const { reason, maybeSent } = await errorOf(outboundFetch(ctx, url, post));
    seen.push([reason, maybeSent]);
  }
  expect(seen).toEqual([
    ['unknown_host', false],
    ['unreachable', false],
    ['broken', true],
  ]);
});

test('[SEC-3] without an encrypted connection nothing is sent to https', async () => {
  const { ctx } = world({}, true);
  const plain = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  }).listen(0, '127.0.0.1');
  await once(plain, 'listening');
  const { port } = plain.address() as AddressInfo;
  const error = await errorOf(outboundFetch(ctx, `https://127.0.0.1:${port}/`, limits));
  expect([error.reason, error.maybeSent]).toEqual(['tls', false]);
  await new Promise((resolve) => plain.close(resolve));
});

test('[SEC-3] headers can’t be broken out of, nor the connection’s own be set', async () => {
  const server = await serve((socket) => socket.end(said(200, {})));
  const { ctx } = world({}, true);
  const send = (headers: Record<string, string>) =>
    outboundFetch(ctx, server.url, { ...limits, headers });
  for (const value of ['a\r\nX-Evil: 1', 'a\nb', 'a\0b'])
    expect((await errorOf(send({ 'x-a': value }))).reason).toBe('refused_url');
  await send({ Host: 'evil.example', 'Content-Length': '5', Connection: 'upgrade', 'x-a': 'b' });
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]).toMatch(/x-a: b/);
  expect(server.requests[0]).not.toMatch(/evil|upgrade|content-length/i);
});

test('[SEC-3] the proxies of the environment are not asked', async () => {
  const proxy = await serve((socket) => socket.end(said(200, {}, 'proxy')));
  const server = await serve((socket) => socket.end(said(200, {}, 'server')));
  const { ctx } = world({}, true);
  for (const name of ['http_proxy', 'HTTP_PROXY', 'ALL_PROXY']) vi.stubEnv(name, proxy.url);
  vi.stubEnv('NODE_USE_ENV_PROXY', '1');
  const { body } = await outboundFetch(ctx, server.url, limits);
  expect(Buffer.from(body).toString()).toBe('server');
  expect(proxy.requests).toEqual([]);
});
