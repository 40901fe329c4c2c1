import { MemoryError, type PreparedWrite } from '@belay/connector/ports';
import { afterEach, expect, test } from 'vitest';
import { type FakeCortex, fakeCortex, type Received, type Reply } from '../testing/fake-cortex.ts';
import { CortexClient } from './cortex-client.ts';
import { HttpMemory } from './http-memory.ts';

const token = 'v4.public.c2VjcmV0LXNlY3JldC1zZWNyZXQ';
let server: FakeCortex | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function memory(answer: (request: Received, nth: number) => Reply | Promise<Reply>) {
  server = await fakeCortex(answer);
  const client = new CortexClient({ url: server.url, token, actor: 'user:ada' });
  return { memory: new HttpMemory(client), received: server.received };
}

// odd spacing and key order: the bytes are ours and must arrive as they are
const write = (n: number): PreparedWrite => ({
  key: `slack:T:C:${n}`,
  body: `{"idempotency_key":"slack:T:C:${n}",  "content":{"text":"nº ${n}"}}`,
});

const eventOf = (n: number) => `evt_${String(n).padStart(32, '0')}`;
const keyOf = (body: string) => /"slack:T:C:(\d+)"/.exec(body)?.[1];

test('[CLI-2][SYN-6] a batch goes as its exact bytes, and each item has its own result', async () => {
  const { memory: m, received } = await memory(() => ({
    status: 202,
    body: {
      batch_id: 'batch_1',
      results: [
        { event_id: eventOf(1), status: 'captured' },
        { event_id: eventOf(2), replayed_from_idempotency: true, forgotten: true },
        { error_code: 'idempotency_conflict', message: 'taken', details: { event_id: eventOf(9) } },
        { error: { error_code: 'INVALID_ENVELOPE', message: 'text is too long' } },
      ],
    },
  }));
  const writes = [1, 2, 3, 4].map(write);
  expect(await m.capture(writes)).toEqual([
    { outcome: 'captured', eventId: eventOf(1), replayed: false, forgotten: false },
    { outcome: 'captured', eventId: eventOf(2), replayed: true, forgotten: true },
    { outcome: 'conflict', eventId: eventOf(9) },
    { outcome: 'refused', code: 'INVALID_ENVELOPE', message: 'text is too long' },
  ]);
  expect(received).toHaveLength(1);
  expect(received[0]?.body).toBe(`{"items":[${writes.map((each) => each.body).join(',')}]}`);
  expect(received[0]?.headers.authorization).toBe(`Bearer ${token}`);
  expect(received[0]?.headers['x-cortex-actor']).toBe('user:ada');
});

test('[KEY-5] a memory whose bulk answer names no events is asked one by one, then always', async () => {
  const { memory: m, received } = await memory((request) =>
    request.path.endsWith('/bulk')
      ? { status: 202, body: { batch_id: 'batch_1', accepted: 2 } }
      : {
          status: 202,
          body: { event_id: eventOf(Number(keyOf(request.body))), replayed_from_idempotency: true },
        },
  );
  const results = await m.capture([write(1), write(2)]);
  expect(results.map((result) => result.outcome === 'captured' && result.eventId)).toEqual([
    eventOf(1),
    eventOf(2),
  ]);
  await m.capture([write(3), write(4)]);
  expect(received.filter((request) => request.path.endsWith('/bulk'))).toHaveLength(1);
});

test('[KEY-5] a memory without the bulk endpoint gets single writes', async () => {
  const { memory: m } = await memory((request) =>
    request.path.endsWith('/bulk')
      ? { status: 404, body: { error_code: 'NOT_FOUND', message: 'no such path' } }
      : { status: 202, body: { event_id: eventOf(Number(keyOf(request.body))) } },
  );
  expect(await m.capture([write(1), write(2)])).toHaveLength(2);
});

test('[KEY-5] a conflict that does not say with what is looked up by its key', async () => {
  const { memory: m } = await memory((request) =>
    request.method === 'GET'
      ? { body: { event_id: eventOf(7), status: 'captured' } }
      : { status: 409, body: { error_code: 'idempotency_conflict', message: 'other body' } },
  );
  expect(await m.capture([write(1)])).toEqual([{ outcome: 'conflict', eventId: eventOf(7) }]);
});

test('[SYN-6] a lost answer is asked for again with the same bytes', async () => {
  const { memory: m, received } = await memory((_request, nth) =>
    nth === 1 ? 'drop' : { status: 202, body: { event_id: eventOf(1) } },
  );
  await m.capture([write(1)]);
  expect(received).toHaveLength(2);
  expect(received[1]?.body).toBe(received[0]?.body);
});

test('[SYN-6] 507, 429 and silence are retriable, and say when', async () => {
  const full = await memory(() => ({
    status: 507,
    body: { error_code: 'STORAGE_FULL', message: 'the disk is full', retriable: true },
  }));
  await expect(full.memory.capture([write(1)])).rejects.toMatchObject({
    code: 'STORAGE_FULL',
    retriable: true,
  });
  await server?.close();
  const busy = await memory(() => ({ status: 429, headers: { 'retry-after': '7' }, body: {} }));
  await expect(busy.memory.capture([write(1), write(2)])).rejects.toMatchObject({
    retriable: true,
    retryAfterMs: 7000,
  });
  const gone = new HttpMemory(new CortexClient({ url: 'http://127.0.0.1:1', token }));
  await expect(gone.capture([write(1)])).rejects.toMatchObject({
    code: 'UNREACHABLE',
    retriable: true,
  });
});

test('[SYN-6] a denied batch stops the run instead of being skipped', async () => {
  const { memory: m } = await memory(() => ({
    status: 403,
    body: { error_code: 'policy_denied', message: 'scope.write is missing', retriable: false },
  }));
  await expect(m.capture([write(1), write(2)])).rejects.toMatchObject({
    code: 'POLICY_DENIED',
    retriable: false,
  });
});

test('[SYN-6] a batch that is too large is halved, a single write that is too large is refused', async () => {
  const { memory: m } = await memory((request) => {
    const items = request.path.endsWith('/bulk')
      ? (JSON.parse(request.body) as { items: { idempotency_key: string }[] }).items
      : [];
    if (items.length > 2 || request.body.includes('"slack:T:C:4"'))
      return { status: 413, body: { error_code: 'PAYLOAD_TOO_LARGE', message: 'too large' } };
    return items.length > 0
      ? {
          body: {
            results: items.map((item) => ({
              event_id: eventOf(Number(item.idempotency_key.split(':')[3])),
            })),
          },
        }
      : { body: { event_id: eventOf(Number(keyOf(request.body))) } };
  });
  const results = await m.capture([1, 2, 3, 4].map(write));
  expect(results.map((result) => result.outcome)).toEqual([
    'captured',
    'captured',
    'captured',
    'refused',
  ]);
});

test('[SYN-6] a stop by the caller stays the caller’s reason', async () => {
  const { memory: m } = await memory(() => new Promise<Reply>(() => {}));
  const reason = new Error('stopped');
  const controller = new AbortController();
  const running = m.capture([write(1)], controller.signal);
  controller.abort(reason);
  await expect(running).rejects.toBe(reason);
});

test('[MAP-4] a file is streamed, and what stands under a key is read back with its actor as a string', async () => {
  const envelope = {
    scope: 'org:a',
    modality: 'conversation',
    content: { kind: 'text', text: 'x' },
    observed_actor: { id: 'user:ada', type: 'user' },
  };
  const { memory: m, received } = await memory((request) =>
    request.method === 'GET'
      ? { body: { event_id: eventOf(1), experience: envelope } }
      : { status: 201, body: { blob_id: 'blob_1', size_bytes: 5, sha256: 'abc' } },
  );
  const stream = new Blob(['hello']).stream() as ReadableStream<Uint8Array>;
  expect(await m.putBlob(stream, 'text/plain', 5)).toEqual({
    blobId: 'blob_1',
    size: 5,
    sha256: 'abc',
  });
  expect(received[0]?.body).toBe('hello');
  expect(received[0]?.headers['content-type']).toBe('text/plain');
  expect((await m.byKey('slack:T:C:1'))?.experience?.observed_actor).toBe('user:ada');
});

test('[MAP-4] a file travels as a type that the memory takes as raw bytes', async () => {
  const { memory: m, received } = await memory(() => ({
    status: 201,
    body: { blob_id: 'blob_1', size_bytes: 2, sha256: 'abc' },
  }));
  const types = [
    ['application/json; charset=utf-8', 'text/plain'],
    ['multipart/mixed; boundary=x', 'application/octet-stream'],
    ['not a type', 'application/octet-stream'],
    ['text/csv; charset=utf-8', 'text/csv; charset=utf-8'],
  ];
  for (const [given = '', sent] of types) {
    await m.putBlob(new Blob(['{}']).stream(), given, 2);
    expect(received.at(-1)?.headers['content-type']).toBe(sent);
  }
});

test('[MAP-6] forgetting many goes in hundreds', async () => {
  const { memory: m, received } = await memory(() => ({ body: { deleted: { events: 100 } } }));
  await m.forget(
    'org:a',
    Array.from({ length: 250 }, (_, n) => eventOf(n)),
    'deleted in Slack',
  );
  const sizes = received.map(
    (request) =>
      (JSON.parse(request.body) as { selector: { memory_ids: string[] } }).selector.memory_ids
        .length,
  );
  expect(sizes).toEqual([100, 100, 50]);
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
    audit_note: 'source_deleted: deleted in Slack',
  });
});

test('[SEC-1] no error of the memory carries the token', async () => {
  const { memory: m } = await memory(() => ({ status: 500, body: 'oops' }));
  const error: unknown = await m.capture([write(1)]).catch((each: unknown) => each);
  expect(error).toBeInstanceOf(MemoryError);
  expect(`${(error as Error).stack}${JSON.stringify(error)}`).not.toContain(token);
});

test('[SYN-14] a server without a listing says so in one way', async () => {
  const { memory: m } = await memory(() => ({ status: 501, body: { error_code: 'NOT_HERE' } }));
  await expect(m.list({ scope: 'org:a', label: 'team_id:T1' })).rejects.toMatchObject({
    code: 'CANNOT_LIST',
    retriable: false,
  });
});
