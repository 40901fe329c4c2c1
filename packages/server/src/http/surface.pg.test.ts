import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { coveragePath, coverageTable } from '../openapi/coverage-table.ts';
import { operations } from '../openapi/operations.ts';
import {
  startTestServer,
  type TestIdentity,
  type TestServer,
} from '../testing/start-test-server.ts';

let server: TestServer;
let ann: TestIdentity;
beforeAll(async () => {
  server = await startTestServer();
  ann = await server.signup();
});
afterAll(() => server.close());

const path = (template: string) => template.replace(/\{\w+\}/g, 'something');

test('[MEM-10] what is documented but not served is 501; the rest of the world is 404', async () => {
  for (const { method, path: template, served: isServed } of operations) {
    if (isServed) continue;
    const answer = await ann.call(method.toUpperCase(), path(template));
    expect([template, answer.status]).toEqual([template, 501]);
    expect(await answer.json()).toMatchObject({ error_code: 'NOT_IMPLEMENTED', retriable: false });
  }
  const unknown = await ann.call('GET', '/v1/nowhere');
  expect(unknown.status).toBe(404);
  expect(await unknown.json()).toMatchObject({
    error_code: 'NOT_FOUND',
    request_id: expect.stringMatching(/^req_/),
  });
});

test('[MEM-10] the coverage matrix is what the code says', () => {
  expect(readFileSync(coveragePath, 'utf8')).toBe(coverageTable());
});

test('[MEM-10] health, readiness, metrics, OpenAPI and the reference page answer', async () => {
  for (const open of ['/v1/health', '/v1/admin/health', '/v1/ready', '/v1/admin/ready'])
    expect((await fetch(server.url + open)).status).toBe(200);
  const document = (await (await fetch(`${server.url}/v1/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { requestBody?: unknown }>>;
  };
  expect(Object.keys(document.paths).length).toBeGreaterThan(40);
  expect(JSON.stringify(document.paths['/v1/experience']?.post?.requestBody)).toContain(
    'idempotency_key',
  );
  const page = await fetch(`${server.url}/reference`);
  expect(await page.text()).toContain('/v1/experience');
  const metrics = await ann.call('GET', '/v1/admin/metrics');
  expect(await metrics.text()).toContain('cortex_request_seconds');
  expect(Array.isArray(await (await ann.call('GET', '/v1/admin/metrics?format=json')).json())).toBe(
    true,
  );
});

test('[SEC-2] the figures of the whole server are for who may diagnose it', async () => {
  const minted = await ann.call('POST', '/v1/auth/tokens', {
    subject: 'service:narrow',
    capabilities: ['scope.read.*'],
  });
  const { token } = (await minted.json()) as { token: string };
  const narrow = server.identity(token, 'service:narrow', ann.scope);
  expect((await narrow.call('GET', '/v1/admin/metrics')).status).toBe(403);

  // where anybody may sign up, none of them sees what the others do
  const open = await startTestServer({ BELAY_SIGNUP: 'open' });
  const stranger = await open.signup();
  const answer = await stranger.call('GET', '/v1/admin/metrics');
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({
    error_code: 'POLICY_DENIED',
    details: { capability: 'diagnostics.read' },
  });
  await open.close();
});

test('[MEM-10] too many requests are 429 with Retry-After', async () => {
  const limited = await startTestServer({ BELAY_RATE_LIMIT: '3' });
  const cy = await limited.signup();
  const ask = () => cy.call('GET', '/v1/auth/whoami');
  let last = await ask();
  // a minute may end in between, after which three more are served
  let served = 0;
  for (; last.status === 200 && served < 7; served++) last = await ask();
  expect(last.status).toBe(429);
  expect(served).toBeGreaterThanOrEqual(3);
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await last.json()).toMatchObject({ error_code: 'RATE_LIMITED', retriable: true });
  await limited.close();
});

test('[MEM-10] a connection outlives the minute for which a proxy keeps it without a word', async () => {
  const { headers } = await fetch(`${server.url}/v1/health`);
  expect(headers.get('keep-alive')).toBe('timeout=75');
});

test('[MEM-10] requests are counted by the route that served them', async () => {
  const answer = await ann.call('GET', '/v1/admin/metrics');
  const text = await answer.text();
  expect(text).toContain('route="/v1/auth/signup"');
  expect(text).not.toContain('route="/v1/*"');
});

test('[MEM-10] a body without a declared length is refused as it passes 32 MiB', async () => {
  const piece = new Uint8Array(4 * 1024 * 1024).fill(0x20);
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (++sent > 64) controller.close();
      else controller.enqueue(piece);
    },
  });
  const request: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' };
  const status = await fetch(`${server.url}/v1/auth/signup`, request).then(
    (answer) => answer.status,
    () => 413, // the server hung up while the rest was still being sent
  );
  expect(status).toBe(413);
  expect(sent).toBeLessThan(60);
});

test('[SEC-1] secrets are sealed in the database, and another key is refused in words', async () => {
  const { rows } = await server.pool.query<{ sealed: Buffer }>('select sealed from secret');
  expect(rows.map((row) => row.sealed.toString('latin1')).join()).not.toContain('k4.secret');
  const { loadIssuer } = await import('../auth/issuer.ts');
  await expect(loadIssuer(server.pool, Buffer.alloc(32, 9))).rejects.toThrow(/BELAY_SECRET_KEY/);
});
