import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../context.ts';
import { eventually } from '../../testing/eventually.ts';
import { type HearWorld, hearWorld, type OpenCase } from '../slack/hear/testing/hear-world.ts';
import { climbLadders } from './climb-ladders.ts';

let world: HearWorld;
beforeAll(async () => {
  world = await hearWorld({ settings: { ladder: [{ do: 'remind', after_minutes: 60 }] } });
});
afterAll(() => world.close());

/** Somebody looks an hour and a bit later than it is. */
const climb = () => {
  const { ctx } = world.server;
  const later: Context = { ...ctx, now: () => ctx.now() + 61 * 60_000 };
  return climbLadders(later);
};
const inThread = ({ channel, root }: OpenCase) =>
  world.thread(channel, root).map(({ text }) => text);
const reminderOf = ({ channel, root }: OpenCase) =>
  world
    .thread(channel, root)
    .find(({ text }) => text.startsWith('Still waiting') || text.startsWith('Reminder'));
const stateOf = async ({ conversation }: OpenCase) =>
  (
    await world.server.pool.query<{ state: string }>(
      `select p.state from slack_post p join slack_card c on c.tenant = p.tenant and c.id = p.card
       where c.conversation = $1 and p.kind = 'reminder'`,
      [conversation],
    )
  ).rows[0]?.state;
const take = (one: OpenCase) =>
  world.ann.call('POST', `/v1/desk/conversations/${one.id}/take-over`, {});

test('[NTF-6] a reminder has its own Take Over, and says who came', async () => {
  const one = await world.open();
  await climb();
  await eventually(() => reminderOf(one)?.text).toBe('Still waiting for a person, 61 min by now.');
  const ts = reminderOf(one)?.ts ?? '';
  expect(await world.press(world.ann.slack, { channel: one.channel, ts }, 'take')).toBeNull();
  await eventually(() => world.state(one)).toMatchObject({ state: 'human', owner: 'Ann' });
  await eventually(() => reminderOf(one)?.text).toBe('Reminder settled: Ann has it.');
  expect(JSON.stringify(reminderOf(one)?.blocks)).not.toContain('belay_take');
});

test('[NTF-6] a reminder that is on its way while somebody comes is drawn anew', async () => {
  const { sandbox } = world;
  const one = await world.open();
  await world.settle();
  const soon = sandbox.faults.add({ kind: 'slow', method: 'chat.postMessage', ms: 1_500 });
  const asked = () => sandbox.calls.of('chat.postMessage').calls;
  const before = asked();
  await climb();
  await eventually(asked).toBeGreaterThan(before);
  expect((await take(one)).status).toBe(200);
  soon();
  await eventually(() => reminderOf(one)?.text).toBe('Reminder settled: Ann has it.');
});

test('[NTF-6] one that is still to be posted when somebody comes is never seen', async () => {
  const { sandbox } = world;
  const one = await world.open();
  await world.settle();
  const free = sandbox.faults.add({
    kind: 'rate_limit',
    method: 'chat.postMessage',
    retryAfterS: 1,
  });
  await climb();
  expect(await stateOf(one)).toBeDefined();
  // Slack has said no to it, and it waits
  await eventually(() => stateOf(one)).toBe('waiting');
  expect((await take(one)).status).toBe(200);
  free();
  await eventually(() => stateOf(one)).toBe('dropped');
  // what was said after it is there
  await eventually(() => inThread(one).at(-1)).toContain('Ann has this conversation now');
  expect(reminderOf(one)).toBeUndefined();
});
