import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../testing/start-test-server.ts';
import {
  type ConversationWorld,
  conversationWorld,
} from '../conversation/testing/conversation-world.ts';
import { escalate } from '../conversation/verbs/escalate.ts';
import { handBack } from '../conversation/verbs/hand-back.ts';
import { setAvailable } from './set-available.ts';

let server: TestServer;
let world: ConversationWorld;
beforeAll(async () => {
  server = await startTestServer();
  world = await conversationWorld(server);
});
afterAll(() => server.close());

/** Ann had it, the assistant has it again, and the visitor asks for a person once more. */
const again = async (meanwhile: () => Promise<unknown>) => {
  const { conversation, visitor } = await world.begin('human');
  await handBack(world.ctx, world.ann, conversation);
  await meanwhile();
  await escalate(
    world.ctx,
    { tenant: world.tenant, conversation },
    { by: visitor, reason: 'visitor' },
  );
  return (await world.standing(conversation)).assignee_name;
};
const nothing = () => Promise.resolve();

test('[DSK-8] who had a conversation last is asked first, unless they are away or may not any more', async () => {
  expect(await again(nothing)).toBe('Ann Able');
  expect(await again(() => setAvailable(world.ctx, world.ann, false))).toBeNull();
  expect(await again(() => setAvailable(world.ctx, world.ann, true))).toBe('Ann Able');
  const lower = (role: string) =>
    server.pool.query('update member set role = $2 where person = $1', [world.ann.person, role]);
  expect(await again(() => lower('viewer'))).toBeNull();
  await lower('operator');
});

test('[DSK-8] being there twice is being there; each change is audited once', async () => {
  for (const available of [false, false, true, true, false])
    await setAvailable(world.ctx, world.bob, available);
  const { rows } = await server.pool.query<{ endpoint: string }>(
    `select endpoint from audit where actor = $1 and endpoint in ('desk.go_away', 'desk.come_back')
     order by id`,
    [world.bob.actor],
  );
  expect(rows.map(({ endpoint }) => endpoint)).toEqual([
    'desk.go_away',
    'desk.come_back',
    'desk.go_away',
  ]);
});
