import { afterAll, beforeAll, expect, test } from 'vitest';
import { roleCapabilities } from '../auth/roles.ts';
import { eventually } from '../testing/eventually.ts';
import { readStream } from '../testing/read-stream.ts';
import {
  startTestServer,
  type TestIdentity,
  type TestServer,
} from '../testing/start-test-server.ts';
import { insertEvents } from './capture/insert-events.ts';
import { prepareEvent } from './capture/prepare-event.ts';

let server: TestServer;
/** reads everything */
let ann: TestIdentity;
/** is named for the private channel */
let named: TestIdentity;
/** is named for another one */
let viewer: TestIdentity;
let open: string;
let secret: string;
/** [public message, private reply to it, private message, public reply to it, private version, public reply to a private message] */
let ids: string[];
let blob: string;

const secretChannel = 'C0HERON0001';

const reader = async (actor: string, privateChannels: string[]) => {
  const { tenant } = await server.ctx.tokens.verify(ann.token);
  const { token } = await server.ctx.tokens.mint({
    tenant,
    actor,
    capabilities: roleCapabilities.viewer,
    scopes: [ann.scope],
    ttlMs: 3_600_000,
    privateChannels,
  });
  return server.identity(token, actor, ann.scope);
};

/** What the worker of a connector does before it writes to a private channel's scope. */
const mark = async (scope: string, channelId: string | null) => {
  const { tenant } = await server.ctx.tokens.verify(ann.token);
  await server.pool.query(
    'insert into private_scope (tenant, scope, channel_id) values ($1, $2, $3)',
    [tenant, scope, channelId],
  );
};

const say = async (scope: string, text: string, context: object = {}, more: object = {}) => {
  const answer = await ann.call('POST', '/v1/experience?wait=indexed', {
    scope,
    modality: 'conversation',
    observed_actor: scope === secret ? 'user:heron-keeper@acme.example' : 'user:bo@acme.example',
    content: { kind: 'message', role: 'user', text },
    context,
    ...more,
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { event_id: string }).event_id;
};

beforeAll(async () => {
  server = await startTestServer();
  ann = await server.signup();
  open = `${ann.scope}/source:slack/channel:open`;
  secret = `${ann.scope}/source:slack/channel:heron`;
  named = await reader('user:named@acme.example', [secretChannel]);
  viewer = await reader('user:viewer@acme.example', ['C0OTHER0001']);
  await mark(secret, secretChannel);
  const uploaded = await fetch(`${server.url}/v1/blobs`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${ann.token}`,
      'x-cortex-actor': ann.actor,
      'content-type': 'text/plain',
    },
    body: 'a picture of the heron',
  });
  blob = ((await uploaded.json()) as { blob_id: string }).blob_id;
  const labels = ['channel:heron'];
  const question = await say(open, 'Where is the zeppelin kept?', { labels: ['channel:open'] });
  const reply = await say(secret, 'With the heron', { preceded_by: [question], labels });
  const first = await say(
    secret,
    'The heron nest has three eggs',
    { labels },
    { idempotency_key: 'heron-1' },
  );
  const answer = await say(open, 'Three pelicans, you mean', { preceded_by: [first, reply] });
  const second = await say(secret, 'The heron nest has four eggs', {
    labels: [...labels, `supersedes:${first}`],
    preceded_by: [first],
  });
  await say(secret, '', {}, { content: { kind: 'blob_ref', blob_id: blob } });
  const lone = await say(secret, 'The heron has flown', { labels });
  const where = await say(open, 'Whereto?', { preceded_by: [lone] });
  ids = [question, reply, first, answer, second, where];
});
afterAll(() => server.close());

const get = (path: () => string) => async (who: TestIdentity) =>
  (await who.call('GET', path())).text();
const post = (path: string, body: () => unknown) => async (who: TestIdentity) =>
  (await who.call('POST', path, body())).text();
const recall = (query: string, more: object = {}) =>
  post('/v1/recall', () => ({ scope: ann.scope, view: 'descend', query, ...more }));

/** Every read path: what it answers holds `heron` for those who may, and nothing of it for others. */
const reads: [name: string, read: (who: TestIdentity) => Promise<string>][] = [
  ['the list', get(() => `/v1/events?scope=${ann.scope}&view=descend`)],
  ['the list of the scope itself', get(() => `/v1/events?scope=${secret}`)],
  ['one event', get(() => `/v1/events/${ids[2]}`)],
  ['versions', get(() => `/v1/events/${ids[2]}/versions`)],
  ['the thread of a public message', get(() => `/v1/events/${ids[0]}/thread`)],
  ['the thread of a public reply', get(() => `/v1/events/${ids[3]}/thread`)],
  ['the thread below a private message', get(() => `/v1/events/${ids[5]}/thread`)],
  ['facets', get(() => `/v1/events/facets?scope=${ann.scope}`)],
  ['recall', recall('nest eggs')],
  ['recall without words', recall('')],
  ['recall as of now', recall('nest', { temporal: { as_of: '2999-01-01T00:00:00Z' } })],
  ['a private reply beside a public match', recall('zeppelin')],
  ['a private parent beside a public match', recall('pelicans')],
  ['scopes', get(() => `/v1/scopes/list?prefix=${ann.scope}`)],
  ['export', post('/v1/export', () => ({ scope: ann.scope }))],
  ['a write by its key', get(() => '/v1/experience/by-idempotency-key/heron-1')],
  ['the status of a write', get(() => `/v1/experience/status?event_id=${ids[2]}`)],
  ['bytes', get(() => `/v1/blobs/${blob}`)],
  ['the lifecycle', get(() => '/v1/lifecycle?limit=500')],
];

test.each(reads)('[MGD-6] %s: only who is named for a private channel', async (_, read) => {
  // a transaction of another test keeps newer rows of the lifecycle from readers
  await eventually(() => read(named)).toContain('heron');
  expect(await read(ann)).toContain('heron');
  expect(await read(viewer)).not.toContain('heron');
});

test('[MGD-6] what is private answers like what is missing', async () => {
  const told = async () => {
    const page = await (await ann.call('GET', `/v1/lifecycle?event_id=${ids[2]}`)).json();
    return (page as { items: { lifecycle_id: string }[] }).items[0]?.lifecycle_id;
  };
  // a transaction of another test keeps newer rows from readers
  await eventually(told).toBeDefined();
  for (const path of [
    `/v1/events/${ids[2]}`,
    `/v1/events/${ids[2]}/versions`,
    `/v1/events/${ids[2]}/thread`,
    `/v1/scopes?path=${secret}`,
    '/v1/experience/by-idempotency-key/heron-1',
    `/v1/blobs/${blob}`,
    `/v1/lifecycle/event/${await told()}`,
    `/v1/lifecycle/memory-event/${ids[2]}`,
  ]) {
    expect([path, (await viewer.call('GET', path)).status]).toEqual([path, 404]);
    expect([path, (await named.call('GET', path)).status]).toEqual([path, 200]);
  }
});

test('[MGD-6] figures hold nothing of it: facets, pages, provenance', async () => {
  const facets = (await (
    await viewer.call('GET', `/v1/events/facets?scope=${ann.scope}`)
  ).json()) as { counted: number };
  expect(facets.counted).toBe(3);
  const pack = (await (
    await viewer.call('POST', '/v1/recall', {
      scope: ann.scope,
      view: 'descend',
      query: 'nest eggs zeppelin',
    })
  ).json()) as { provenance: { trail: { kept: number }[]; citations: object } };
  expect(pack.provenance.trail[0]?.kept).toBe(1);
  expect(Object.keys(pack.provenance.citations)).toHaveLength(1);
});

test('[MGD-6] a blob that a public message shows as well is read by all', async () => {
  const shared = `${ann.scope}/source:slack/channel:shared`;
  await say(shared, '', {}, { content: { kind: 'blob_ref', blob_id: blob } });
  expect((await viewer.call('GET', `/v1/blobs/${blob}`)).status).toBe(200);
});

test('[MGD-6] a scope that private channels share is read by name by nobody', async () => {
  const shared = `${ann.scope}/source:slack/channel:several`;
  await mark(shared, null);
  await say(shared, 'the grebe is ill');
  const path = `/v1/events?scope=${shared}`;
  expect(await (await named.call('GET', path)).text()).not.toContain('grebe');
  expect(await (await ann.call('GET', path)).text()).toContain('grebe');
});

test('[MGD-6] a stream that reads its past tells nothing of it', async () => {
  const last = await say(open, 'the past ends here');
  const path = `/v1/lifecycle/stream?since_lifecycle_id=lce_${'0'.repeat(36)}`;
  const past = (who: TestIdentity) =>
    readStream(server, who, path, (frames) => frames.some(({ data }) => data.event_id === last));
  expect(JSON.stringify(await past(viewer))).not.toContain('heron');
  expect(JSON.stringify(await past(named))).toContain('heron');
});

test('[MGD-6] nor does an open one, not even of a channel marked in the same commit', async () => {
  const caller = await server.ctx.tokens.verify(ann.token);
  const fresh = `${ann.scope}/source:slack/channel:egret`;
  const row = (scope: string) =>
    prepareEvent(
      caller,
      { scope, modality: 'conversation', content: { kind: 'text', text: 'x' } },
      Date.now(),
    );
  const [hidden, shown] = [row(fresh), row(open)];
  const write = async () => {
    const client = await server.pool.connect();
    await client.query('begin');
    await insertEvents(client, [hidden]);
    await client.query(
      'insert into private_scope (tenant, scope, channel_id) values ($1, $2, $3)',
      [caller.tenant, fresh, secretChannel],
    );
    await client.query('commit');
    await insertEvents(client, [shown]);
    client.release();
    server.ctx.feed.wake();
  };
  const opened = [viewer, named].map(() => Promise.withResolvers<void>());
  const streams = [viewer, named].map((who, index) =>
    readStream(
      server,
      who,
      '/v1/lifecycle/stream?events=captured',
      (frames) => frames.some(({ data }) => data.scope === open),
      { onOpen: opened[index]?.resolve },
    ),
  );
  await Promise.all(opened.map(({ promise }) => promise));
  await write();
  const [seen, all] = await Promise.all(streams);
  expect(seen?.map(({ data }) => data.scope)).toEqual([open]);
  expect(all?.map(({ data }) => data.scope)).toEqual([fresh, open]);
});
