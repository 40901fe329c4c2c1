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

interface Item {
  event_id: string;
  content: { text?: string };
  recorded_at: string;
  superseded_at: string | null;
  supersedes: string[];
  relation: string;
  belongs_to: string | null;
}
interface Page {
  items: Item[];
  next_cursor: string | null;
  has_more: boolean;
}

const say = async (text: string, context: object = {}, more: object = {}, who = ann) => {
  // what is recorded in the same ms has no order in time
  await new Promise((resolve) => setTimeout(resolve, 3));
  const answer = await who.call('POST', '/v1/experience?wait=indexed', {
    scope: `${ann.scope}/source:slack/channel:ops`,
    modality: 'conversation',
    content: { kind: 'message', role: 'user', text },
    context,
    ...more,
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { event_id: string }).event_id;
};
const get = async (path: string, who = ann) => (await (await who.call('GET', path)).json()) as Page;
const edit = (text: string, of: string, context: object = {}) =>
  say(text, { preceded_by: [of], labels: [`supersedes:${of}`], ...context });

test('[MEM-7] every version of an experience, oldest first, from whichever one asks', async () => {
  const first = await say('one');
  const second = await edit('two', first);
  const between = new Date().toISOString();
  const third = await edit('three', second);
  await say('an answer, no version', { preceded_by: [first] });
  for (const id of [first, second, third]) {
    const { items } = await get(`/v1/events/${id}/versions`);
    expect(items.map((item) => item.content.text)).toEqual(['one', 'two', 'three']);
    expect(items.map((item) => item.supersedes)).toEqual([[], [first], [second]]);
    expect(items.map((item) => item.superseded_at)).toEqual([
      items[1]?.recorded_at,
      items[2]?.recorded_at,
      null,
    ]);
  }
  const then = await get(`/v1/events/${first}/versions?as_of=${between}`);
  expect(then.items.map((item) => [item.content.text, item.superseded_at !== null])).toEqual([
    ['one', true],
    ['two', false],
  ]);
});

test('[MEM-7] versions are paged, each once', async () => {
  let last = await say('v0');
  for (let n = 1; n < 7; n++) last = await edit(`v${n}`, last);
  const texts: unknown[] = [];
  let cursor = '';
  do {
    const page = await get(`/v1/events/${last}/versions?limit=3${cursor}`);
    texts.push(...page.items.map((item) => item.content.text));
    expect(page.has_more).toBe(page.next_cursor !== null);
    cursor = page.next_cursor ? `&cursor=${page.next_cursor}` : '';
  } while (cursor);
  expect(texts).toEqual(['v0', 'v1', 'v2', 'v3', 'v4', 'v5', 'v6']);
});

test('[MEM-7] what another writer or scope calls a version is none; a damaged label harms nothing', async () => {
  const id = await say('mine', { labels: ['supersedes:evt_x', 'supersedes:'] });
  await say('elsewhere', { labels: [`supersedes:${id}`] }, { scope: `${ann.scope}/team:x` });
  const minted = await ann.call('POST', '/v1/auth/tokens', { subject: 'service:other' });
  const { token } = (await minted.json()) as { token: string };
  const other = server.identity(token, 'service:other', ann.scope);
  await say('forged', { labels: [`supersedes:${id}`] }, {}, other);
  const { items } = await get(`/v1/events/${id}/versions`);
  expect(items.map((item) => item.content.text)).toEqual(['mine']);
});

test('[MEM-7] a thread has its root, replies, files and reactions, from whichever one asks', async () => {
  const upload = await fetch(`${server.url}/v1/blobs`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${ann.token}`,
      'x-cortex-actor': ann.actor,
      'content-type': 'text/plain',
    },
    body: 'log',
  });
  const { blob_id } = (await upload.json()) as { blob_id: string };
  const root = await say('The pump is loud');
  const reply = await say('Looking', { preceded_by: [root] });
  const file = await say(
    '',
    { preceded_by: [reply] },
    { content: { kind: 'blob_ref', blob_id }, modality: 'document' },
  );
  const before = new Date().toISOString();
  const reactions = await say(
    '',
    { preceded_by: [root] },
    { content: { kind: 'json', data: { eyes: 2 } }, modality: 'feedback' },
  );
  const edited = await edit('The pump is very loud', root);
  await say('Another matter');
  for (const id of [root, reply, file, reactions, edited]) {
    const { items } = await get(`/v1/events/${id}/thread`);
    expect(items.map((item) => [item.event_id, item.relation, item.belongs_to])).toEqual([
      [reply, 'reply', edited],
      [file, 'file', reply],
      [reactions, 'reactions', edited],
      [edited, 'root', null],
    ]);
  }
  const then = await get(`/v1/events/${reply}/thread?as_of=${before}`);
  expect(then.items.map((item) => item.event_id)).toEqual([root, reply, file]);
  const page = await get(`/v1/events/${reply}/thread?limit=3`);
  const rest = await get(`/v1/events/${reply}/thread?limit=3&cursor=${page.next_cursor}`);
  expect([...page.items, ...rest.items].map((item) => item.event_id)).toEqual([
    reply,
    file,
    reactions,
    edited,
  ]);
  expect(rest).toMatchObject({ next_cursor: null, has_more: false });
});

test('[MEM-7] a thread ends where the token does', async () => {
  const root = await say('below', {}, { scope: `${ann.scope}/team:a` });
  const hidden = await say('beside', { preceded_by: [root] }, { scope: `${ann.scope}/team:b` });
  const shown = await say(
    'below, too',
    { preceded_by: [hidden] },
    { scope: `${ann.scope}/team:a` },
  );
  const minted = await ann.call('POST', '/v1/auth/tokens', {
    subject: 'user:a',
    scopes: [`${ann.scope}/team:a`],
    capabilities: ['scope.read.*'],
  });
  const { token } = (await minted.json()) as { token: string };
  const narrow = server.identity(token, 'user:a', ann.scope);
  expect((await get(`/v1/events/${shown}/thread`)).items).toHaveLength(3);
  for (const id of [root, shown])
    expect((await get(`/v1/events/${id}/thread`, narrow)).items.map((i) => i.event_id)).toEqual([
      id,
    ]);
  expect((await narrow.call('GET', `/v1/events/${hidden}/thread`)).status).toBe(404);
  expect((await narrow.call('GET', `/v1/events/${hidden}/versions`)).status).toBe(404);
});

test('[MEM-7] versions and threads of another tenant are missing; odd questions are refused in words', async () => {
  const bob = await server.signup();
  const id = await say('mine alone');
  for (const what of ['versions', 'thread']) {
    expect((await bob.call('GET', `/v1/events/${id}/${what}`)).status).toBe(404);
    expect((await ann.call('GET', `/v1/events/evt_x/${what}`)).status).toBe(404);
    for (const query of ['cursor=bad', 'limit=0', 'limit=201', 'as_of=yesterday'])
      expect((await ann.call('GET', `/v1/events/${id}/${what}?${query}`)).status).toBe(422);
  }
});

test('[MEM-7] facets count what a search can be narrowed to, the most frequent first', async () => {
  const cy = await server.signup();
  const post = (channel: string, author: string, modality = 'conversation') =>
    cy.call('POST', '/v1/experience', {
      scope: `${cy.scope}/source:slack/channel:${channel}`,
      modality,
      observed_actor: author,
      content: { kind: 'text', text: 'x' },
      context: { labels: [`channel:${channel}`, 'workspace:acme'] },
    });
  for (const author of ['user:a@x.example', 'user:b@x.example', 'user:a@x.example'])
    await post('general', author);
  await post('random', 'user:c@x.example', 'document');
  const facets = async (query: string) =>
    (await (await cy.call('GET', `/v1/events/facets?${query}`)).json()) as object;
  expect(await facets(`scope=${cy.scope}`)).toMatchObject({
    channels: [
      { value: 'general', count: 3 },
      { value: 'random', count: 1 },
    ],
    authors: [
      { value: 'user:a@x.example', count: 2 },
      { value: 'user:b@x.example', count: 1 },
      { value: 'user:c@x.example', count: 1 },
    ],
    modalities: [
      { value: 'conversation', count: 3 },
      { value: 'document', count: 1 },
    ],
    counted: 4,
    complete: true,
  });
  expect(await facets(`scope=${cy.scope}&limit=1`)).toMatchObject({
    authors: [{ value: 'user:a@x.example', count: 2 }],
  });
  expect(await facets(`scope=${cy.scope}/source:slack/channel:random`)).toMatchObject({
    channels: [{ value: 'random', count: 1 }],
    counted: 1,
  });
  expect(await facets(`scope=${cy.scope}/source:none`)).toEqual({
    channels: [],
    authors: [],
    modalities: [],
    first_recorded_at: null,
    counted: 0,
    complete: true,
  });
  expect((await ann.call('GET', `/v1/events/facets?scope=${cy.scope}`)).status).toBe(403);
});

test('[MEM-7] the list as of a moment holds what was recorded by then', async () => {
  const scope = `${ann.scope}/source:list`;
  await say('early', {}, { scope });
  const between = new Date().toISOString();
  await say('late', {}, { scope });
  const texts = async (query: string) =>
    (await get(`/v1/events?scope=${scope}${query}`)).items.map((item) => item.content.text);
  expect(await texts('')).toEqual(['late', 'early']);
  expect(await texts(`&as_of=${between}`)).toEqual(['early']);
});
