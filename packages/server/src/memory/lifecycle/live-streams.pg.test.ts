import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstId } from '../../live/position.ts';
import { startServer } from '../../start-server.ts';
import { readStream } from '../../testing/read-stream.ts';
import {
  startTestServer,
  type TestIdentity,
  type TestServer,
} from '../../testing/start-test-server.ts';
import { insertEvents } from '../capture/insert-events.ts';
import { prepareEvent } from '../capture/prepare-event.ts';

let server: TestServer;
let ann: TestIdentity;
beforeAll(async () => {
  server = await startTestServer();
  ann = await server.signup();
});
afterAll(() => server.close());

const write = async (
  text: string,
  { who = ann, scope, key }: { who?: TestIdentity; scope?: string; key?: string } = {},
) => {
  const answer = await who.call('POST', '/v1/experience', {
    scope: scope ?? `${who.scope}/source:test`,
    modality: 'observation',
    content: { kind: 'text', text },
    ...(key === undefined ? {} : { idempotency_key: key }),
  });
  return ((await answer.json()) as { event_id: string }).event_id;
};
const last = async (who = ann) => {
  const page = await who.call('GET', `/v1/lifecycle?limit=500&since_lifecycle_id=${firstId}`);
  const { items } = (await page.json()) as { items: { lifecycle_id: string }[] };
  return items.at(-1)?.lifecycle_id ?? firstId;
};

test('[MEM-9] streams that come at any moment of a burst each see all of it, in order, once', async () => {
  await write('before');
  const from = { 'last-event-id': await last() };
  const count = 150;
  const writing = (async () => {
    const ids = [];
    for (let n = 0; n < count; n += 5)
      ids.push(...(await Promise.all([0, 1, 2, 3, 4].map((m) => write(`${n + m}`)))));
    return ids;
  })();
  const streams = [];
  for (let reader = 0; reader < 30; reader++) {
    streams.push(
      readStream(
        server,
        ann,
        '/v1/lifecycle/stream?events=captured',
        (frames) => frames.length >= count,
        { headers: from },
      ),
    );
    await write(`between ${reader}`);
  }
  const written = new Set(await writing);
  for (const frames of await Promise.all(streams)) {
    const ids = frames.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual([...ids].sort());
  }
  // the same beginning, so the same first events for everyone
  const [first, ...others] = (await Promise.all(streams)).map((frames) =>
    frames.slice(0, count).map(({ id }) => id),
  );
  for (const other of others) expect(other).toEqual(first);
  expect(written.size).toBe(count);
});

test('[MEM-9] two processes on one database each tell everything, whoever wrote it', async () => {
  const second = await startServer({
    env: {
      PORT: '0',
      DATABASE_URL: server.ctx.config.databaseUrl ?? '',
      BELAY_DATA_DIR: server.ctx.config.dataDir,
      BELAY_LOG: 'silent',
    },
    ...{ workers: false, jobs: false, outbox: false },
  });
  const there = { ...server, url: second.url };
  const opened = [0, 1].map(() => Promise.withResolvers<void>());
  const count = 40;
  const scope = `${ann.scope}/source:two`;
  const streams = [server, there].map((one, index) =>
    readStream(
      one,
      ann,
      `/v1/lifecycle/stream?events=captured&scope=${scope}`,
      (frames) => frames.length >= count,
      { onOpen: opened[index]?.resolve },
    ),
  );
  await Promise.all(opened.map(({ promise }) => promise));
  const write2 = async (n: number) => {
    const answer = await fetch(`${n % 2 ? server.url : second.url}/v1/experience`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ann.token}`, 'x-cortex-actor': ann.actor },
      body: JSON.stringify({
        scope,
        modality: 'observation',
        content: { kind: 'text', text: `${n}` },
      }),
    });
    return ((await answer.json()) as { event_id: string }).event_id;
  };
  const written = await Promise.all(Array.from({ length: count }, (_, n) => write2(n)));
  const [here, elsewhere] = await Promise.all(streams);
  expect(here?.map(({ id }) => id)).toEqual(elsewhere?.map(({ id }) => id));
  expect(new Set(here?.map(({ data }) => data.event_id))).toEqual(new Set(written));
  await second.close();
});

test('[MEM-9] live streams hear exactly what the table gives for their filters', async () => {
  const cy = await server.signup();
  const caller = await server.ctx.tokens.verify(cy.token);
  const scopes = ['', '/a:1', '/a:1/b:2', '/a:10'].map((below) => cy.scope + below);
  const filters = [
    '',
    `?scope=${cy.scope}/a:1`,
    '?events=captured',
    '?events=indexed,connector_progress',
    '?events=nothing',
    '?connector_id=con_1',
    '?connector_id=con_1&events=connector_progress',
    '?batch_id=b_1',
    `?batch_id=b_1&scope=${cy.scope}/a:10`,
  ];
  const from = { 'last-event-id': firstId };
  const end = `${cy.scope}/end:1`;
  const opened = filters.map(() => Promise.withResolvers<void>());
  // each reads until the server ends it
  const streams = filters.map(async (filter, index) => {
    const frames = await readStream(server, cy, `/v1/lifecycle/stream${filter}`, () => false, {
      headers: from,
      onOpen: opened[index]?.resolve,
    });
    return frames.map(({ id }) => id);
  });
  const all = readStream(server, cy, '/v1/lifecycle/stream', (seen) =>
    seen.some(({ data, event }) => data.scope === end && event === 'indexed'),
  );
  await Promise.all(opened.map(({ promise }) => promise));
  for (const payload of [{}, { batch_id: 'b_1' }, { connector_id: 'con_1' }, { batch_id: 1 }]) {
    const rows = scopes.map((scope) =>
      prepareEvent(
        caller,
        { scope, modality: 'observation', content: { kind: 'text', text: 'x' } },
        Date.now(),
      ),
    );
    await insertEvents(server.pool, rows, payload);
    await server.pool.query(
      `insert into lifecycle (tenant, kind, scope, payload) values ($1, 'connector_progress', $2, $3)`,
      [caller.tenant, scopes[1], JSON.stringify(payload)],
    );
    server.ctx.feed.wake();
  }
  await write('the end', { who: cy, scope: end });
  await all;
  // the hub told that row to all of them in the same turn
  const { rows: after } = await server.pool.query<{ xid: string }>(
    `select max(xid::text::bigint)::text as xid from lifecycle where tenant = $1 and scope <> $2`,
    [caller.tenant, end],
  );
  const limit = BigInt(after[0]?.xid ?? 0);
  const upTo = (ids: string[]) => ids.filter((id) => BigInt(`0x${id.slice(4, 20)}`) <= limit);
  await server.ctx.hub.stop();
  const heard = await Promise.all(streams);
  for (const [index, filter] of filters.entries()) {
    const query = `${filter}${filter ? '&' : '?'}limit=500&since_lifecycle_id=${firstId}`;
    const page = await cy.call('GET', `/v1/lifecycle${query}`);
    const { items } = (await page.json()) as { items: { lifecycle_id: string }[] };
    expect([filter, upTo(heard[index] ?? [])]).toEqual([
      filter,
      upTo(items.map((item) => item.lifecycle_id)),
    ]);
    if (filter !== '?events=nothing') expect(items.length).toBeGreaterThan(0);
  }
  await server.close();
  server = await startTestServer();
  ann = await server.signup();
});

test('[MEM-9] a reader that sleeps through megabytes gets all of it, once, when it wakes', async () => {
  // long scopes make long frames: the network's own buffers are soon full
  const scope = `${ann.scope}/${Array.from({ length: 20 }, (_, n) => `s${n}:${'x'.repeat(120)}`).join('/')}`;
  const asked = request(`${server.url}/v1/lifecycle/stream?events=captured&scope=${scope}`, {
    headers: { authorization: `Bearer ${ann.token}`, 'x-cortex-actor': ann.actor },
  }).end();
  const [answer] = await once(asked, 'response');
  answer.pause();
  const items = Array.from({ length: 1_000 }, (_, n) => ({
    scope,
    modality: 'observation',
    content: { kind: 'text', text: `${n}` },
  }));
  for (let batch = 0; batch < 6; batch++) await ann.call('POST', '/v1/experience/bulk', { items });
  const ids: string[] = [];
  let text = '';
  answer.setEncoding('utf8');
  for await (const chunk of answer) {
    text += chunk;
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines)
      if (line.startsWith('data: '))
        ids.push(
          (JSON.parse(line.slice('data: '.length)) as { lifecycle_id: string }).lifecycle_id,
        );
    if (ids.length >= 6_000) break;
  }
  asked.destroy();
  expect(ids).toHaveLength(6_000);
  expect(new Set(ids).size).toBe(6_000);
  expect(ids).toEqual([...ids].sort());
});

test('[MEM-9] news behind a transaction that is still open is told when that ends, though nobody rings', async () => {
  const scope = `${ann.scope}/source:behind`;
  const slow = await server.pool.connect();
  await slow.query('begin');
  await slow.query('select pg_current_xact_id()');
  const opened = Promise.withResolvers<void>();
  let seen = 0;
  const stream = readStream(
    server,
    ann,
    `/v1/lifecycle/stream?events=captured&scope=${scope}`,
    (frames) => {
      seen = frames.length;
      return seen > 0;
    },
    { onOpen: opened.resolve },
  );
  await opened.promise;
  const id = await write('behind', { scope });
  // others are told nothing either: the row may not be overtaken
  const page = await ann.call('GET', `/v1/lifecycle?scope=${scope}`);
  expect(await page.json()).toMatchObject({ items: [] });
  expect(seen).toBe(0);
  await slow.query('commit');
  slow.release();
  expect((await stream).map(({ data }) => data.event_id)).toEqual([id]);
});

test('[MEM-9] streams outlive the database’s connections', async () => {
  const scope = `${ann.scope}/source:outage`;
  const opened = Promise.withResolvers<void>();
  const stream = readStream(
    server,
    ann,
    `/v1/lifecycle/stream?events=captured&scope=${scope}`,
    (frames) => frames.length >= 2,
    { onOpen: opened.resolve },
  );
  await opened.promise;
  const first = await write('before', { scope });
  await server.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid()`,
  );
  // an answer of that moment may be a refusal, which names no event, or be lost behind its commit
  let second: string | undefined;
  while (!second) second = await write('after', { scope, key: 'after' }).catch(() => undefined);
  const ids = (await stream).map(({ data }) => data.event_id);
  expect(ids[0]).toBe(first);
  expect(ids).toContain(second);
});

test('[MEM-9] a token that ends takes its open stream along, though nothing happens', async () => {
  const minted = await ann.call('POST', '/v1/auth/tokens', { subject: 'user:idle' });
  const { token, jti } = (await minted.json()) as { token: string; jti: string };
  const answer = await server
    .identity(token, 'user:idle', ann.scope)
    .call('GET', `/v1/lifecycle/stream?scope=${ann.scope}/source:nothing-ever`);
  const ended = answer.text();
  await ann.call('POST', '/v1/auth/revoke', { jti });
  expect(await ended).toContain(': connected');
});

test('[MEM-9] a reader that is cut off before anything happened comes back to where it began', async () => {
  const scope = `${ann.scope}/source:cut`;
  const path = `${server.url}/v1/lifecycle/stream?events=captured&scope=${scope}`;
  const headers = { authorization: `Bearer ${ann.token}`, 'x-cortex-actor': ann.actor };
  await write('before it came', { scope });
  const leave = new AbortController();
  const answer = await fetch(path, { headers, signal: leave.signal });
  let text = '';
  for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (/^id: \S+\n\n/m.test(text)) break;
  }
  leave.abort();
  const id = await write('while it was away', { scope });
  const frames = await readStream(
    server,
    ann,
    `/v1/lifecycle/stream?events=captured&scope=${scope}`,
    (seen) => seen.some(({ data }) => data.event_id === id),
    { headers: { 'last-event-id': /^id: (\S+)/m.exec(text)?.[1] ?? '' } },
  );
  expect(new Set(frames.map(({ event }) => event))).toEqual(new Set(['captured']));
});

test('[MEM-9] a HEAD of a stream ends', async () => {
  const answer = await ann.call('HEAD', '/v1/lifecycle/stream');
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
});
