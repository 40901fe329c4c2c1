import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HearWorld, hearWorld } from '../testing/hear-world.ts';

let world: HearWorld;
beforeAll(async () => {
  world = await hearWorld();
});
afterAll(() => world.close());

test('[TKO-1] Take Over: two in Slack and one in the dashboard, exactly one wins and the others hear who', async () => {
  const { ann, ben, sandbox } = world;
  const one = await world.open();
  await world.settle();
  const cleo = await world.colleague('Cleo');
  const place = { channel: one.channel, ts: one.root };
  const [, , answer] = await Promise.all([
    world.press(ann.slack, place, 'take'),
    world.press(ben.slack, place, 'take'),
    cleo.call('POST', `/v1/desk/conversations/${one.id}/take-over`, {}),
  ]);
  await world.settle();
  const { state, owner, epoch } = await world.state(one);
  expect(state).toBe('human');
  const losers = { Ann: ann.slack, Ben: ben.slack };
  const told = Object.entries(losers).filter(([name]) => name !== owner);
  for (const [, user] of told)
    expect(world.whispers(user).at(-1)).toContain(`${owner} was quicker`);
  expect(answer.status).toBe(owner === 'Cleo' ? 200 : 409);
  expect(told).toHaveLength(owner === 'Cleo' ? 2 : 1);
  const { rows } = await world.server.pool.query(
    `select details ->> 'via' as via from audit
     where endpoint = 'desk.take_over' and details ->> 'conversation_id' = $1`,
    [one.id],
  );
  expect(rows).toEqual([{ via: owner === 'Cleo' ? 'dashboard' : 'slack' }]);
  const { rows: claims } = await world.server.pool.query(
    `select from message where conversation = $1 and line ->> 'code' = 'joined'`,
    [one.conversation],
  );
  expect(claims).toHaveLength(1);
  expect(epoch).toBeGreaterThan(0);
  sandbox.interactivity.ephemerals.clear();
});
