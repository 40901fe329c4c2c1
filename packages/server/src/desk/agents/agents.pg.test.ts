import type { AgentView } from '@belay/contract/desk/agent';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import { setUpOwner, type TestPerson } from '../../testing/test-person.ts';

let server: TestServer;
let owner: TestPerson;
beforeAll(async () => {
  server = await startTestServer();
  owner = await setUpOwner(server);
});
afterAll(() => server.close());

async function ask<T>(method: string, path: string, body?: unknown, who = owner): Promise<T> {
  const answer = await who.call(method, path, body);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

test('[DSK-1] an agent begins as a draft that says so', async () => {
  const made = await ask<AgentView>('POST', '/v1/agents', { name: 'Ada' });
  expect(made).toMatchObject({
    name: 'Ada',
    public: false,
    paused: false,
    serves: false,
    trained: false,
    hours: { open: true, until: null },
    conversations: { agent: 0, waiting: 0, human: 0 },
  });
  expect(made.sentence).toContain('private');
  expect(await ask('GET', '/v1/agents')).toEqual({ items: [made] });
});
