import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { closeConversation } from '../conversation/verbs/close-conversation.ts';
import { continueWithAgent } from '../conversation/verbs/continue-with-agent.ts';
import { release } from '../conversation/verbs/release.ts';
import { reply } from '../conversation/verbs/reply.ts';
import { takeOver } from '../conversation/verbs/take-over.ts';
import { type Asking, type LadderWorld, ladderWorld, londonHours } from './testing/ladder-world.ts';

let at: LadderWorld;
beforeAll(async () => {
  at = await ladderWorld();
});
afterAll(() => at.world.close());
beforeEach(() => at.reset());

test.each<[string, (who: Asking) => Promise<unknown>]>([
  ['a claim', ({ conversation }) => takeOver(at.ctx, at.ann, conversation)],
  [
    'an answer that leaves it with the assistant',
    ({ conversation }) =>
      reply(at.ctx, at.ann, conversation, { text: 'Soon.', clientId: conversation, leave: true }),
  ],
  ['closing it', ({ conversation, visitor }) => closeConversation(at.ctx, visitor, conversation)],
  [
    'the visitor’s return to the assistant',
    async ({ conversation, visitor }) => {
      const { rows } = await at.world.server.pool.query<{ escalation: string }>(
        'select escalation from conversation where id = $1',
        [conversation],
      );
      await continueWithAgent(at.ctx, visitor, conversation, rows[0]?.escalation ?? '');
    },
  ],
])('[NTF-6] %s stops it at once, with what was still to go out', async (_, end) => {
  await at.bind({
    ladder: [
      { do: 'mail', after_minutes: 5 },
      { do: 'remind', after_minutes: 10 },
      { do: 'remind', after_minutes: 20 },
    ],
  });
  const who = await at.waits();
  for (const minutes of [6, 5]) {
    at.pass(minutes);
    await at.climb();
  }
  expect(await at.letters(who.conversation)).toHaveLength(1);
  expect(await at.reminders(who.conversation)).toMatchObject([{ state: 'waiting' }]);
  await end(who);
  expect(await at.states(who.conversation)).toBe('done done done stopped');
  expect(await at.letters(who.conversation)).toEqual([]);
  expect(await at.reminders(who.conversation)).toMatchObject([{ state: 'dropped' }]);
  at.pass(300);
  await at.climb();
  expect(await at.reminders(who.conversation)).toHaveLength(1);
  expect((await at.lines(who.conversation)).some(({ code }) => code === 'nobody_free')).toBe(false);
});

test('[NTF-6] a claim and a step at the same moment: never a reminder of what somebody has', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { conversation } = await at.waits();
    at.pass(6);
    await Promise.all([at.climb(), takeOver(at.ctx, at.ann, conversation), at.climb()]);
    const still = (await at.reminders(conversation)).filter(({ state }) => state === 'waiting');
    expect(still).toEqual([]);
    expect(await at.states(conversation)).not.toContain('waiting');
  }
});

test('[NTF-6] erasing the visitor leaves no step behind', async () => {
  const { conversation, visitor } = await at.waits();
  const id = `vis_${visitor.visitor.replaceAll('-', '')}`;
  const erased = await at.world.owner.call('DELETE', `/v1/desk/visitors/${id}`);
  expect(erased.ok).toBe(true);
  at.pass(100);
  await at.climb();
  expect(await at.rowsOf(conversation)).toEqual([]);
});

test('[NTF-6] given back it begins with the first reminder, and is no second event', async () => {
  const { conversation } = await at.waits();
  await takeOver(at.ctx, at.ann, conversation);
  at.pass(60);
  await release(at.ctx, at.ann, conversation);
  expect(await at.states(conversation)).toBe('skipped waiting waiting waiting waiting');
  at.pass(4);
  await at.climb();
  expect(await at.kinds(conversation)).toBe('');
  at.pass(2);
  await at.climb();
  expect(await at.reminders(conversation)).toMatchObject([{ step: 'thread', minutes: 6 }]);
  const { rows } = await at.world.server.pool.query(
    `select 1 from announcement where conversation = $1 and kind = 'conversation.escalated'`,
    [conversation],
  );
  expect(rows).toHaveLength(1);
});

test('[NTF-6] changed hours and another ladder move what is open; what was done stays done', async () => {
  const { conversation } = await at.waits();
  at.pass(6);
  await at.climb();
  await at.setHours({ ...londonHours, week: { wed: londonHours.week.wed } });
  await at.recompute();
  const wednesday = (time: string) => new Date(`2026-06-10T${time}:00Z`);
  expect((await at.rowsOf(conversation)).slice(1)).toMatchObject([
    { state: 'done' },
    { due_at: wednesday('08:15') },
    { due_at: wednesday('08:30') },
    { due_at: wednesday('09:00') },
  ]);
  await at.setHours(londonHours);
  await at.bind({
    ladder: [
      { do: 'remind', after_minutes: 1 },
      { do: 'mail', after_minutes: 7 },
    ],
  });
  await at.recompute();
  expect(await at.states(conversation)).toBe('done done waiting skipped skipped');
  at.pass(2);
  await at.climb();
  expect(await at.kinds(conversation)).toBe('thread');
  expect(await at.letters(conversation)).toHaveLength(1);
});

test('[NTF-6] another opening is told to who waits for it, once', async () => {
  at.goTo('2026-06-09T17:30:00Z');
  const { conversation } = await at.waits();
  await at.setHours({ ...londonHours, week: { wed: [{ from: '11:00', to: '17:00' }] } });
  for (const _ of 'twice') await at.recompute();
  expect((await at.lines(conversation)).map(({ params }) => params)).toMatchObject([
    { opens_at: '2026-06-10T08:00:00.000Z' },
    { opens_at: '2026-06-10T10:00:00.000Z' },
  ]);
});

test('[NTF-6] saving hours or the ladder in the product moves open steps', async () => {
  await at.waits();
  const wanted = async () =>
    (
      await at.world.server.pool.query(
        `delete from graphile_worker._private_jobs where key = $1 returning key`,
        [`ladders:${at.world.agent.uuid}`],
      )
    ).rowCount;
  await wanted();
  const path = `/v1/agents/${at.world.agent.id}`;
  expect((await at.world.owner.call('PATCH', path, { settings: { hours: null } })).ok).toBe(true);
  expect(await wanted()).toBe(1);
  const shown = (await (await at.world.owner.call('GET', `${path}/slack`)).json()) as {
    settings: object;
  };
  const saved = await at.world.owner.call('PUT', `${path}/slack`, {
    ...shown.settings,
    ladder: [{ do: 'remind', after_minutes: 9 }],
  });
  expect(saved.status).toBe(200);
  expect(await wanted()).toBe(1);
});
