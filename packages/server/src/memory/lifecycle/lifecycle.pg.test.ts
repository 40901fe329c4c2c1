import { lifecycleQuery } from '@belay/contract/read';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { start } from '../../live/position.ts';
import { readStream, type StreamFrame } from '../../testing/read-stream.ts';
import {
  startTestServer,
  type TestIdentity,
  type TestServer,
} from '../../testing/start-test-server.ts';
import { readLifecycle } from './read-lifecycle.ts';

let server: TestServer;
let ann: TestIdentity;
beforeAll(async () => {
  server = await startTestServer();
  ann = await server.signup();
});
afterAll(() => server.close());

/** Frames of a stream, until `done`. */
const follow = (
  path: string,
  done: (frames: StreamFrame[]) => boolean,
  headers: Record<string, string> = {},
  who = ann,
) => readStream(server, who, path, done, { headers });

const write = async (text: string, who = ann) => {
  const answer = await who.call('POST', '/v1/experience', {
    scope: `${who.scope}/source:test`,
    modality: 'observation',
    content: { kind: 'text', text },
  });
  return ((await answer.json()) as { event_id: string }).event_id;
};

test('[MEM-9] a stream of one event tells its stages, also those already passed', async () => {
  const id = await write('one');
  const frames = await follow(`/v1/lifecycle/stream?event_id=${id}`, (seen) => seen.length === 2);
  expect(frames.map((frame) => frame.event)).toEqual(['captured', 'indexed']);
  expect(new Set(frames.map((frame) => frame.data.event_id))).toEqual(new Set([id]));
});

test('[MEM-9] Last-Event-ID replays every event once, in order, under concurrent commits', async () => {
  const before = await follow(
    `/v1/lifecycle/stream?event_id=${await write('start')}`,
    (seen) => seen.length > 0,
  );
  let last = before[0]?.id ?? '';
  const writing = Promise.all(Array.from({ length: 200 }, (_, index) => write(`n ${index}`)));
  const seen: StreamFrame[] = [];
  // leaves and comes back every few frames, as a flaky network would
  while (new Set(seen.map((frame) => frame.data.event_id)).size < 200) {
    const part = await follow(
      '/v1/lifecycle/stream?events=captured',
      (frames) => frames.length >= 30 || seen.length + frames.length >= 200,
      { 'last-event-id': last },
    );
    seen.push(...part);
    last = part.at(-1)?.id ?? last;
  }
  const written = await writing;
  expect(new Set(seen.map((frame) => frame.id)).size).toBe(seen.length);
  expect(new Set(seen.map((frame) => frame.data.event_id))).toEqual(new Set(written));
  expect(seen.map((frame) => frame.id)).toEqual(seen.map((frame) => frame.id).sort());
});

test('[MEM-9] a batch of 1,000 is a stream of 1,000, resumed in its middle', async () => {
  const items = Array.from({ length: 1000 }, (_, index) => ({
    scope: `${ann.scope}/source:bulk`,
    modality: 'observation',
    content: { kind: 'text', text: `b ${index}` },
  }));
  const answer = await ann.call('POST', '/v1/experience/bulk', { items });
  const { lifecycle_stream } = (await answer.json()) as { lifecycle_stream: string };
  const first = await follow(lifecycle_stream, (seen) => seen.length >= 400);
  const at = first[399]?.id ?? '';
  const rest = await follow(lifecycle_stream, (seen) => seen.length >= 600, {
    'last-event-id': at,
  });
  const ids = [...first.slice(0, 400), ...rest].map((frame) => frame.data.event_id);
  expect(ids).toHaveLength(1000);
  expect(new Set(ids).size).toBe(1000);
});

test('[MEM-9] the pages and the single reads say the same as the stream', async () => {
  const id = await write('paged');
  await follow(`/v1/lifecycle/stream?event_id=${id}`, (seen) => seen.length === 2);
  const page = (await (await ann.call('GET', `/v1/lifecycle?event_id=${id}`)).json()) as {
    items: { lifecycle_id: string; kind: string }[];
  };
  expect(page.items.map((item) => item.kind)).toEqual(['captured', 'indexed']);
  const one = await ann.call('GET', `/v1/lifecycle/event/${page.items[1]?.lifecycle_id}`);
  expect(await one.json()).toMatchObject({ kind: 'indexed', event_id: id });
  const memory = await ann.call('GET', `/v1/lifecycle/memory-event/${id}`);
  expect(await memory.json()).toMatchObject({ stages_completed: ['captured', 'indexed'] });
});

test('[MEM-9] another tenant sees nothing of it', async () => {
  const bob = await server.signup();
  const id = await write('private');
  const page = await bob.call('GET', `/v1/lifecycle?event_id=${id}`);
  expect(await page.json()).toMatchObject({ items: [] });
  expect((await bob.call('GET', `/v1/lifecycle/memory-event/${id}`)).status).toBe(404);
  const mine = await write('mine', bob);
  const frames = await follow(
    `/v1/lifecycle/stream?since_lifecycle_id=lce_${'0'.repeat(36)}`,
    (seen) => seen.length >= 2,
    {},
    bob,
  );
  expect(new Set(frames.map((frame) => frame.data.event_id))).toEqual(new Set([mine]));
});

test('[MEM-9] forgetting thousands at once leaves ids that a stream can resume from', async () => {
  const eve = await server.signup();
  const scope = `${eve.scope}/source:many`;
  const items = Array.from({ length: 1000 }, (_, index) => ({
    scope,
    modality: 'observation',
    content: { kind: 'text', text: `m ${index}` },
  }));
  for (let batch = 0; batch < 3; batch++) await eve.call('POST', '/v1/experience/bulk', { items });
  await eve.call('POST', '/v1/forget', { scope, confirm_all: true, cascade: 'redact_events' });
  const stream = `/v1/lifecycle/stream?events=forgotten&since_lifecycle_id=lce_${'0'.repeat(36)}`;
  const first = await follow(stream, (seen) => seen.length >= 1500, {}, eve);
  const at = first[1499]?.id ?? '';
  expect(at).toMatch(/^lce_[0-9a-f]{36}$/);
  const rest = await follow(stream, (seen) => seen.length >= 1500, { 'last-event-id': at }, eve);
  const ids = [...first.slice(0, 1500), ...rest].map((frame) => frame.data.event_id);
  expect(new Set(ids).size).toBe(3000);
});

test('[MEM-9] an id that no database could have made is refused; a filter that matches nothing moves on', async () => {
  const refused = await ann.call(
    'GET',
    `/v1/lifecycle/stream?since_lifecycle_id=lce_${'f'.repeat(36)}`,
  );
  expect(refused.status).toBe(422);
  const caller = await server.ctx.tokens.verify(ann.token);
  const query = lifecycleQuery.parse({ connector_id: 'none' });
  const read = await readLifecycle(server.pool, caller, query, start);
  expect(read.items).toEqual([]);
  expect(read.next.xid).toBeGreaterThan(start.xid);
});

test('[MEM-9] a revoked token ends its open streams', async () => {
  const minted = await ann.call('POST', '/v1/auth/tokens', { subject: 'user:watcher' });
  const { token, jti } = (await minted.json()) as { token: string; jti: string };
  const watcher = server.identity(token, 'user:watcher', ann.scope);
  const answer = await watcher.call('GET', '/v1/lifecycle/stream');
  const ended = answer.text();
  await ann.call('POST', '/v1/auth/revoke', { jti });
  await write('something happens');
  expect(await ended).toContain(': connected');
});
