import { startTestServer } from '@belay/server/testing/start-test-server';
import { CortexClient } from './cortex-client.ts';
import { HttpMemory } from './http-memory.ts';
import { memoryContract } from './memory-contract.ts';

memoryContract('Belay’s own server, over HTTP', async () => {
  const server = await startTestServer();
  const { token, actor, scope } = await server.signup();
  const memory = new HttpMemory(new CortexClient({ url: server.url, token, actor }));
  return { memory, scope, keysOfForgotten: 'taken', close: () => server.close() };
});
