import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../testing/start-test-server.ts';
import { invitePerson } from '../../../testing/test-person.ts';
import { type ConversationWorld, conversationWorld } from '../testing/conversation-world.ts';
import { operatorOfPerson } from '../testing/operator-of-person.ts';
import { reply } from '../verbs/reply.ts';
import { snooze } from '../verbs/snooze.ts';
import { steal } from '../verbs/steal.ts';
import { takeOver } from '../verbs/take-over.ts';
import { closeIdle } from './close-idle.ts';
import { expireQuiet, warnOfQuiet } from './expire-quiet.ts';
import { wakeSnoozed } from './wake-snoozed.ts';

let server: TestServer;
let world: ConversationWorld;
beforeAll(async () => {
  server = await startTestServer();
  world = await conversationWorld(server);
});
afterAll(() => server.close());

const words = () => ({ text: 'Over and under.', clientId: randomUUID() });
const stateOf = async (conversation: string) => (await world.standing(conversation)).state;

test('[TKO-6] an owner’s silence returns it to the queue, once, however many look', async () => {
  const { conversation } = await world.begin('human');
  world.pass(14);
  await expireQuiet(world.ctx);
  expect(await stateOf(conversation)).toBe('human');
  world.pass(2);
  await Promise.all(Array.from({ length: 6 }, () => expireQuiet(world.ctx)));
  const { state, epoch } = await world.standing(conversation);
  expect([state, epoch]).toEqual(['waiting', 3]);
  const told = (await world.messages(conversation)).filter(({ code }) => code === 'waiting_again');
  expect(told).toHaveLength(1);
});

test('[TKO-6] an answer stops the quiet clock, the visitor’s next word starts it once', async () => {
  const { conversation, visitor } = await world.begin('human');
  await reply(world.ctx, world.ann, conversation, words());
  expect((await world.standing(conversation)).quiet_due).toBeNull();
  world.pass(60);
  await expireQuiet(world.ctx);
  expect(await stateOf(conversation)).toBe('human');
  await world.say(visitor, 'And then?', { conversation });
  const { quiet_due: due } = await world.standing(conversation);
  world.pass(10);
  await world.say(visitor, 'Hello?', { conversation });
  expect((await world.standing(conversation)).quiet_due).toEqual(due);
  world.pass(6);
  await expireQuiet(world.ctx);
  expect(await stateOf(conversation)).toBe('waiting');
});

test('[TKO-6] a timer made for one ownership leaves the next alone', async () => {
  const { conversation, standing } = await world.begin('human');
  world.pass(14);
  await steal(world.ctx, world.admin, conversation, standing.claim ?? '');
  world.pass(2);
  await expireQuiet(world.ctx);
  expect(await world.standing(conversation)).toMatchObject({
    state: 'human',
    owner: world.admin.person,
  });
});

test('[TKO-1] half of the quiet time over is shown, and lets a colleague take it', async () => {
  const { conversation, standing } = await world.begin('human');
  const claim = standing.claim ?? '';
  await expect(steal(world.ctx, world.bob, conversation, claim)).rejects.toMatchObject({
    code: 'CONFLICT',
    details: { owner: { name: 'Ann Able' } },
  });
  world.pass(8);
  await warnOfQuiet(world.ctx);
  await warnOfQuiet(world.ctx);
  const shown = (await world.news(conversation)).at(-1)?.forOperators;
  expect(shown?.conversation).toMatchObject({ quiet_warning: true });
  await steal(world.ctx, world.bob, conversation, claim);
  expect(await world.standing(conversation)).toMatchObject({
    owner: world.bob.person,
    quiet_warned: false,
  });
});

test('[DSK-6] snoozed, the quiet clock stands; the moment or the visitor’s word wakes it', async () => {
  const { conversation, visitor } = await world.begin('human');
  const later = () => new Date(world.now().getTime() + 3_600_000);
  await snooze(world.ctx, world.ann, conversation, later());
  world.pass(59);
  await expireQuiet(world.ctx);
  await wakeSnoozed(world.ctx);
  expect(await world.standing(conversation)).toMatchObject({ state: 'human', quiet_due: null });
  world.pass(2);
  await wakeSnoozed(world.ctx);
  const awake = await world.standing(conversation);
  expect(awake.snooze_until).toBeNull();
  expect(awake.quiet_due?.getTime()).toBe(world.now().getTime() + 15 * 60_000);
  await snooze(world.ctx, world.ann, conversation, later());
  await world.say(visitor, 'I’m back', { conversation });
  const spoken = await world.standing(conversation);
  expect(spoken.snooze_until).toBeNull();
  expect(spoken.quiet_due?.getTime()).toBe(world.now().getTime() + 15 * 60_000);
});

test('[DSK-8] silence closes what the agent or an answered person has, never what waits', async () => {
  const agent = await world.begin('agent');
  const waiting = await world.begin('waiting');
  const human = await world.begin('human');
  const unanswered = await world.begin('human');
  await reply(world.ctx, world.ann, human.conversation, words());
  await reply(world.ctx, world.ann, unanswered.conversation, words());
  await world.say(unanswered.visitor, 'And?', { conversation: unanswered.conversation });
  world.pass(24 * 60);
  await closeIdle(world.ctx);
  expect(await stateOf(agent.conversation)).toBe('closed');
  expect(await stateOf(human.conversation)).toBe('human');
  world.pass(49 * 60);
  await Promise.all([closeIdle(world.ctx), closeIdle(world.ctx)]);
  expect(await stateOf(human.conversation)).toBe('closed');
  expect(await stateOf(waiting.conversation)).toBe('waiting');
  expect(await stateOf(unanswered.conversation)).toBe('human');
  const closed = (await world.messages(agent.conversation)).filter(
    ({ code }) => code === 'closed_idle',
  );
  expect(closed).toHaveLength(1);
});

test('[TKO-6] who leaves the team, or may no longer answer, leaves nothing behind', async () => {
  for (const leave of ['removed', 'viewer'] as const) {
    const email = `${leave}@rope.example`;
    const zoe = await invitePerson(server, world.owner, { email, role: 'operator' });
    const { conversation } = await world.begin('waiting');
    await takeOver(world.ctx, await operatorOfPerson(world, zoe.id), conversation);
    const path = `/v1/members/${zoe.id}`;
    const answer =
      leave === 'removed'
        ? await world.owner.call('DELETE', path)
        : await world.owner.call('PATCH', path, { role: 'viewer' });
    expect(answer.ok).toBe(true);
    expect(await world.standing(conversation)).toMatchObject({ state: 'waiting', owner: null });
    // a click that was on its way
    await expect(
      takeOver(world.ctx, await operatorOfPerson(world, zoe.id), conversation),
    ).rejects.toMatchObject({ code: 'POLICY_DENIED' });
  }
});
