import type { AgentView } from '@belay/contract/desk/agent';
import type { KnowledgePage, KnowledgeView } from '@belay/contract/desk/knowledge';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../../testing/eventually.ts';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import { setUpOwner, type TestPerson } from '../../testing/test-person.ts';

let server: TestServer;
let owner: TestPerson;
let agent: string;
let path: string;
beforeAll(async () => {
  server = await startTestServer({ BELAY_LOCAL_TARGETS: '1' }, undefined, undefined, false, true);
  owner = await setUpOwner(server);
  agent = (await ask<AgentView>('POST', '/v1/agents', { name: 'Ada' })).id;
  path = `/v1/agents/${agent}/knowledge`;
});
afterAll(() => server.close());

async function ask<T>(method: string, to: string, body?: unknown): Promise<T> {
  const answer = await owner.call(method, to, body);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${to}: ${answer.status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

const read = (id: string) => ask<KnowledgeView>('GET', `${path}/${id}`);
async function settled(id: string): Promise<KnowledgeView> {
  await eventually(async () => (await read(id)).state).not.toBe('learning');
  return read(id);
}

/** What the agent itself would find. */
async function recalled(query: string): Promise<{ text: string; labels: string[] }[]> {
  const { layers } = await ask<{
    layers: { events: { content: { text: string }; labels: string[] }[] };
  }>('POST', '/v1/recall', {
    scope: `org:acme/agent:${agent.slice(4)}`,
    view: 'descend',
    query,
  });
  return layers.events.map(({ content, labels }) => ({ text: content.text, labels }));
}

test('[DSK-1] a text is taught along its headings, changed, and forgotten when it is removed', async () => {
  const made = await ask<KnowledgeView>('POST', path, {
    kind: 'text',
    title: 'Shipping',
    text: '# Abroad\n\nParcels to Norway take five days.\n\n# Returns\n\nSend it back within a month.',
  });
  expect(made).toMatchObject({ kind: 'text', state: 'learning', pieces: 0, sentence: null });
  expect(await settled(made.id)).toMatchObject({ state: 'ready', pieces: 2, sentence: null });
  expect(await recalled('parcels norway')).toEqual([
    {
      text: 'Shipping › Abroad\nParcels to Norway take five days.',
      labels: ['desk:knowledge', 'title:Shipping', 'heading:Shipping › Abroad'],
    },
  ]);
  await ask('PATCH', `${path}/${made.id}`, {
    title: 'Shipping',
    text: '# Abroad\n\nParcels to Norway take nine days.\n\n# Returns\n\nSend it back within a month.',
  });
  expect(await settled(made.id)).toMatchObject({ state: 'ready', pieces: 2 });
  expect((await recalled('parcels norway')).map(({ text }) => text)).toEqual([
    'Shipping › Abroad\nParcels to Norway take nine days.',
  ]);
  expect((await ask<KnowledgePage>('GET', path)).items).toMatchObject([
    { id: made.id, text: null },
  ]);
  const removing = await ask<KnowledgeView>('DELETE', `${path}/${made.id}`);
  expect(removing.state).toBe('removing');
  await eventually(async () => (await owner.call('GET', `${path}/${made.id}`)).status).toBe(404);
  expect(await recalled('parcels norway')).toEqual([]);
});
