import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startTestServer,
  type TestIdentity,
  type TestServer,
} from '../../testing/start-test-server.ts';

let server: TestServer;
let ann: TestIdentity;
beforeAll(async () => {
  server = await startTestServer({ BELAY_BLOB_QUOTA: '50' });
  ann = await server.signup();
});
afterAll(() => server.close());

const upload = (
  body: string | Blob | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> | null,
  type: string,
  who = ann,
) =>
  fetch(`${server.url}/v1/blobs`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${who.token}`,
      'x-cortex-actor': who.actor,
      'content-type': type,
    },
    body,
    ...{ duplex: 'half' },
  });
const stored = async (body: string, who = ann) =>
  (await (await upload(body, 'text/plain', who)).json()) as { blob_id: string; sha256: string };

/** The answer to a length alone: whoever sends bytes as well may be cut off before they read it. */
const announced = async (length: number) => {
  const asked = request(`${server.url}/v1/blobs`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${ann.token}`,
      'x-cortex-actor': ann.actor,
      'content-type': 'application/octet-stream',
      'content-length': length,
    },
  });
  asked.flushHeaders();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  asked.on('error', () => undefined).destroy();
  return answer.statusCode;
};

const files = async () =>
  (await readdir(server.ctx.config.dataDir, { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile() && entry.parentPath.includes('blobs'),
  ).length;

test('[MEM-4] bytes come back as they went in, with their type; the same bytes are the same blob', async () => {
  const first = await upload('a,b\n1,2\n', 'text/csv');
  expect(first.status).toBe(201);
  const one = (await first.json()) as { blob_id: string };
  expect(one).toMatchObject({ size_bytes: 8, content_type: 'text/csv' });
  const before = await files();
  expect(await (await upload('a,b\n1,2\n', 'text/csv')).json()).toMatchObject({
    blob_id: one.blob_id,
  });
  expect(await files()).toBe(before);
  const read = await ann.call('GET', `/v1/blobs/${one.blob_id}`);
  expect(read.headers.get('content-type')).toBe('text/csv');
  expect(await read.text()).toBe('a,b\n1,2\n');
});

test('[MEM-4] what a browser could run is an attachment, and nothing is sniffed', async () => {
  const { blob_id } = (await (await upload('<script>alert(1)</script>', 'text/html')).json()) as {
    blob_id: string;
  };
  const { headers } = await ann.call('GET', `/v1/blobs/${blob_id}`);
  expect(headers.get('content-disposition')).toBe('attachment');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain('sandbox');
});

test.each([
  'application/json',
  'multipart/form-data; boundary=x',
  'application/x-www-form-urlencoded',
  'nonsense',
])('[MEM-4] %s is 415', async (type) => {
  const refused = await upload('{}', type);
  expect(refused.status).toBe(415);
  expect(await refused.json()).toMatchObject({ error_code: 'UNSUPPORTED_MEDIA_TYPE' });
});

test('[MEM-4] over 32 MiB is 413, told or streamed, and leaves nothing on disk', async () => {
  const before = await files();
  expect(await announced(40 * 1024 * 1024)).toBe(413);
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      if (sent > 40) return controller.close();
      controller.enqueue(new Uint8Array(1024 * 1024));
    },
  });
  const streamed = await upload(endless, 'application/octet-stream').catch(() => undefined);
  if (streamed) expect(streamed.status).toBe(413);
  expect(await files()).toBe(before);
});

test('[MEM-4] an empty body is refused, a full quota is 507', async () => {
  expect((await upload(null, 'text/plain')).status).toBe(422);
  const bob = await server.signup();
  const part = () => crypto.getRandomValues(new Uint8Array(65_536));
  const big = () => new Blob(Array.from({ length: 400 }, part));
  expect((await upload(big(), 'application/octet-stream', bob)).status).toBe(201);
  expect((await upload(big(), 'application/octet-stream', bob)).status).toBe(201);
  const full = await upload(big(), 'application/octet-stream', bob);
  expect(full.status).toBe(507);
  expect(await full.json()).toMatchObject({ error_code: 'STORAGE_FULL', retriable: true });
  expect(full.headers.get('retry-after')).toBeTruthy();
});

test('[MEM-4] ids are no oracle across tenants, and another tenant’s blob looks missing', async () => {
  const bob = await server.signup();
  const [mine, theirs] = [await stored('same words'), await stored('same words', bob)];
  expect(mine.sha256).toBe(theirs.sha256);
  expect(mine.blob_id).not.toBe(theirs.blob_id);
  expect((await bob.call('GET', `/v1/blobs/${mine.blob_id}`)).status).toBe(404);
  expect((await bob.call('DELETE', `/v1/blobs/${mine.blob_id}`)).status).toBe(404);
  const stolen = await bob.call('POST', '/v1/experience', {
    scope: bob.scope,
    modality: 'document',
    content: { kind: 'blob_ref', blob_id: mine.blob_id },
  });
  expect(stolen.status).toBe(422);
});

test('[MEM-4] within a tenant a blob is read under the scope of what refers to it', async () => {
  const { blob_id } = await stored('for engineers');
  const mint = async (subject: string, scope: string) => {
    const answer = await ann.call('POST', '/v1/auth/tokens', { subject, scopes: [scope] });
    const { token } = (await answer.json()) as { token: string };
    return server.identity(token, subject, scope);
  };
  const scope = `${ann.scope}/team:eng`;
  const [inside, outside] = [
    await mint('user:in', scope),
    await mint('user:out', `${ann.scope}/team:sales`),
  ];
  expect((await inside.call('GET', `/v1/blobs/${blob_id}`)).status).toBe(404);
  await ann.call('POST', '/v1/experience', {
    scope,
    modality: 'document',
    content: { kind: 'blob_ref', blob_id },
  });
  expect((await inside.call('GET', `/v1/blobs/${blob_id}`)).status).toBe(200);
  expect((await outside.call('GET', `/v1/blobs/${blob_id}`)).status).toBe(404);
  expect((await ann.call('DELETE', `/v1/blobs/${blob_id}`)).status).toBe(409);
});

test('[MEM-4] an unreferenced blob can be deleted', async () => {
  const { blob_id } = await stored('short-lived');
  expect((await ann.call('DELETE', `/v1/blobs/${blob_id}`)).status).toBe(204);
  expect((await ann.call('GET', `/v1/blobs/${blob_id}`)).status).toBe(404);
});
