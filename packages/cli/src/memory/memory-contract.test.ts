import { CortexDouble } from '@belay/connector/testing/cortex-double';
import { foreignCortex, type Quirks } from '../testing/foreign-cortex.ts';
import { CortexClient } from './cortex-client.ts';
import { HttpMemory } from './http-memory.ts';
import { memoryContract } from './memory-contract.ts';

memoryContract('the engine’s double', async () => ({
  memory: new CortexDouble(),
  scope: 'org:rope',
  keysOfForgotten: 'taken',
}));

const makes: Record<string, Quirks> = {
  'another CortexDB': {},
  'another CortexDB, with ids, actors and listings of its own': {
    ids: 'ulid',
    actors: 'object',
    listing: 'measured',
  },
  'another CortexDB, whose bulk answer names no events': { bulk: 'batch_only' },
};
for (const [name, quirks] of Object.entries(makes))
  memoryContract(name, async () => {
    const cortex = await foreignCortex(quirks);
    const memory = new HttpMemory(new CortexClient({ url: cortex.url, token: 'noauth-local' }));
    return { memory, scope: 'org:rope', keysOfForgotten: 'released', close: cortex.close };
  });
