import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  startTestServer,
  type TestIdentity,
  type TestServer,
} from '../../testing/start-test-server.ts';

let server: TestServer;
let ann: TestIdentity;
beforeAll(async () => {
  server = await startTestServer();
  ann = await server.signup();
});
afterAll(() => server.close());

const note = (text: string, more: Record<string, unknown> = {}) => ({
  scope: `${ann.scope}/source:test`,
  modality: 'observation',
  content: { kind: 'text', text },
  ...more,
});
const read = async (response: Response) => (await response.json()) as Record<string, unknown>;

test('[MEM-1] a write is 202 with its id, and 200 after a stage that was asked for', async () => {
  const plain = await ann.call('POST', '/v1/experience', note('hello'));
  expect(plain.status).toBe(202);
  const body = await read(plain);
  expect(body).toMatchObject({ status: 'captured', wal_offset: expect.any(Number) });
  expect(body.event_id).toMatch(/^evt_[0-9a-f]{32}$/);
  expect(body.lifecycle_stream).toBe(`/v1/lifecycle/stream?event_id=${body.event_id}`);
  const waited = await ann.call('POST', '/v1/experience?wait=indexed', note('indexed hello'));
  expect(waited.status).toBe(200);
  expect(await read(waited)).toMatchObject({
    status: 'indexed',
    stages_completed: ['captured', 'indexed'],
  });
  const consolidated = await ann.call('POST', '/v1/experience?wait=consolidated', note('again'));
  expect(await read(consolidated)).toMatchObject({ status: 'indexed' });
});

test.each([
  ['an unknown field', { extra: 1 }, 'extra'],
  ['an unknown kind', { content: { kind: 'video', url: 'x' } }, 'content.kind'],
  [
    'a field the kind does not have',
    { content: { kind: 'text', text: 'x', role: 'user' } },
    'content.role',
  ],
  ['a scope that is none', { scope: 'nonsense' }, 'scope'],
  ['an over-long key', { idempotency_key: 'k'.repeat(65) }, 'idempotency_key'],
  [
    'too many labels',
    { context: { labels: Array.from({ length: 65 }, (_, i) => `l${i}`) } },
    'context.labels',
  ],
  ['a time that is none', { context: { observed_at: 'yesterday' } }, 'context.observed_at'],
])('[MEM-1] %s is 422 with the field, and nothing is written', async (_, change, field) => {
  const count = () =>
    server.pool.query('select count(*) from event').then(({ rows }) => rows[0].count);
  const before = await count();
  const refused = await ann.call('POST', '/v1/experience', note('x', change));
  expect(refused.status).toBe(422);
  const body = await read(refused);
  expect(body).toMatchObject({ error_code: 'INVALID_ENVELOPE', retriable: false });
  expect((body.details as Record<string, string>).field).toBe(field);
  expect(await count()).toBe(before);
});

test('[MEM-1] an unknown wait and a body that is not JSON are 422', async () => {
  expect((await ann.call('POST', '/v1/experience?wait=never', note('x'))).status).toBe(422);
  const headers = { authorization: `Bearer ${ann.token}`, 'x-cortex-actor': ann.actor };
  const garbage = await fetch(`${server.url}/v1/experience`, {
    method: 'POST',
    headers,
    body: '{"a":',
  });
  expect(garbage.status).toBe(422);
  expect(await read(garbage)).toMatchObject({ error_code: 'INVALID_BODY' });
});

test('[MEM-2] the same key and body is a replay, another body is 409 with the event', async () => {
  const item = note('once', { idempotency_key: 'key-1', context: { labels: ['b', 'a'] } });
  const first = await read(await ann.call('POST', '/v1/experience', item));
  // the members in another order are the same body
  const shuffled = Object.fromEntries(Object.entries(item).reverse());
  const again = await ann.call('POST', '/v1/experience', shuffled);
  expect(again.status).toBe(202);
  expect(await read(again)).toMatchObject({
    event_id: first.event_id,
    wal_offset: first.wal_offset,
    replayed_from_idempotency: true,
  });
  const other = await ann.call('POST', '/v1/experience', { ...item, modality: 'document' });
  expect(other.status).toBe(409);
  expect(await read(other)).toMatchObject({
    error_code: 'IDEMPOTENCY_CONFLICT',
    details: { event_id: first.event_id },
  });
});

test('[MEM-2] fifty concurrent first writes of one key make one row', async () => {
  const item = note('race', { idempotency_key: 'race' });
  const bulk = { items: [item, item] };
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      index % 5 === 0
        ? ann.call('POST', '/v1/experience/bulk', bulk)
        : ann.call('POST', '/v1/experience', item),
    ),
  );
  const ids = (await Promise.all(answers.map(read))).flatMap((body) =>
    Array.isArray(body.results) ? body.results.map((r) => r.event_id) : [body.event_id],
  );
  expect(new Set(ids).size).toBe(1);
  const { rows } = await server.pool.query(`select 1 from event where idempotency_key = 'race'`);
  expect(rows).toHaveLength(1);
});

test('[MEM-2] a key whose event the source deleted stays taken; a user’s own forget releases it', async () => {
  const item = note('gone soon', { idempotency_key: 'gone' });
  const forget = async (id: unknown, audit_note: string) =>
    ann.call('POST', '/v1/forget', {
      scope: ann.scope,
      selector: { memory_ids: [id] },
      cascade: 'redact_events',
      audit_note,
    });
  const { event_id: first } = await read(await ann.call('POST', '/v1/experience', item));
  await forget(first, 'source_deleted: the message is gone');
  const kept = await ann.call('POST', '/v1/experience?wait=captured', item);
  expect(kept.status).toBe(200);
  expect(await read(kept)).toMatchObject({
    event_id: first,
    forgotten: true,
    replayed_from_idempotency: true,
  });
  await forget(first, 'I want to write it anew');
  const anew = await read(await ann.call('POST', '/v1/experience', item));
  expect(anew.event_id).not.toBe(first);
  expect(anew.forgotten).toBeUndefined();
});

test('[MEM-2] another tenant’s key is another key', async () => {
  const bob = await server.signup();
  const mine = await read(
    await ann.call('POST', '/v1/experience', note('mine', { idempotency_key: 'shared' })),
  );
  const theirs = await bob.call('POST', '/v1/experience', {
    ...note('theirs', { idempotency_key: 'shared' }),
    scope: bob.scope,
  });
  expect(theirs.status).toBe(202);
  expect((await read(theirs)).event_id).not.toBe(mine.event_id);
});

test('[MEM-3] a bulk writes each item once, in order, and a malformed one fails alone', async () => {
  const items = [
    note('one', { idempotency_key: 'b1' }),
    { ...note('two'), content: { kind: 'nonsense' } },
    note('three', {
      idempotency_key: 'b3',
      context: { labels: ['with "quotes"', 'back\\slash', 'ünï, {x}'] },
    }),
    note('a NUL \u0000 inside'),
    note('half a surrogate \ud800'),
    note('x', { context: { labels: ['NUL \u0000'] } }),
  ];
  const answer = await ann.call('POST', '/v1/experience/bulk', { items });
  expect(answer.status).toBe(202);
  const body = await read(answer);
  expect(body).toMatchObject({ accepted: 3, failed: 3 });
  const results = body.results as Record<string, unknown>[];
  expect(results.map((result) => result.status === 'captured')).toEqual([
    true,
    false,
    true,
    true,
    false,
    false,
  ]);
  expect(results[1]).toMatchObject({
    error_code: 'INVALID_ENVELOPE',
    details: { field: 'content.kind' },
  });
  const third = await read(await ann.call('GET', `/v1/events/${results[2]?.event_id}`));
  expect(third.labels).toEqual(['with "quotes"', 'back\\slash', 'ünï, {x}']);
});

test('[MEM-3] a denial refuses the whole bulk; over 1,000 items are refused', async () => {
  const items = [
    note('fine', { idempotency_key: 'denied-1' }),
    { ...note('not mine'), scope: 'org:somebody' },
  ];
  const denied = await ann.call('POST', '/v1/experience/bulk', { items });
  expect(denied.status).toBe(403);
  const key = await ann.call('GET', '/v1/experience/by-idempotency-key/denied-1');
  expect(key.status).toBe(404);
  const many = { items: Array.from({ length: 1001 }, () => note('x')) };
  expect((await ann.call('POST', '/v1/experience/bulk', many)).status).toBe(422);
});

test('[MEM-3] what stands under a key can be read back, by its tenant only', async () => {
  const { event_id } = await read(
    await ann.call(
      'POST',
      '/v1/experience?wait=indexed',
      note('read me', { idempotency_key: 'read/me:1' }),
    ),
  );
  const path = `/v1/experience/by-idempotency-key/${encodeURIComponent('read/me:1')}`;
  expect(await read(await ann.call('GET', path))).toMatchObject({
    event_id,
    status: 'indexed',
    experience: { content: { text: 'read me' } },
  });
  const bob = await server.signup();
  expect((await bob.call('GET', path)).status).toBe(404);
  expect((await bob.call('GET', `/v1/events/${event_id}`)).status).toBe(404);
});
