import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { eventually } from '../../../testing/eventually.ts';
import { type HearWorld, hearWorld, type OpenCase } from '../hear/testing/hear-world.ts';

let world: HearWorld;
beforeAll(async () => {
  world = await hearWorld();
});
afterEach(() => world.sandbox.faults.clear());
afterAll(() => world.close());

/** Our roots that stand in `support` for this conversation, the oldest first. */
async function roots({ conversation }: OpenCase) {
  const { rows } = await world.server.pool.query<{ ts: string | null; state: string }>(
    `select p.ts, p.state from slack_post p join slack_card k on k.id = p.card
     where k.conversation = $1 and p.kind = 'card' order by p.n`,
    [conversation],
  );
  return rows;
}

/** What stands there and is no tombstone. */
function standing(channel: string) {
  return world.posts(channel).filter(({ subtype }) => subtype !== 'tombstone');
}

test('[NTF-3] a line whose root was deleted unheard is taken out of the channel at once, and stands under a new root', async () => {
  const one = await world.claimed();
  await world.settle();
  // Slack’s own events of it are lost; with answers left it would stay as a tombstone
  world.sandbox.faults.add({ kind: 'lose', event: 'message' });
  for (const { ts } of world.thread(one.channel, one.root).toReversed())
    if (ts !== one.root) world.sandbox.world.delete(one.channel, ts);
  world.sandbox.world.delete(one.channel, one.root);
  const before = standing(one.channel).length;
  await one.visitor.say('Still there?');
  await eventually(() => roots(one)).toMatchObject([{ state: 'dropped' }, { state: 'posted' }]);
  await world.settle();
  const [, fresh] = await roots(one);
  const thread = world.thread(one.channel, fresh?.ts ?? '');
  expect(thread.map(({ text }) => text).join('\n')).toContain('Still there?');
  // the new root is all that came to the channel
  expect(standing(one.channel)).toHaveLength(before + 1);
  expect(standing(one.channel).some(({ text }) => text.includes('Still there?'))).toBe(false);
});

test('[NTF-3] a root that Slack doesn’t find when it is drawn again is replaced, the second time it is silence', async () => {
  const one = await world.open();
  await world.settle();
  world.sandbox.faults.add({ kind: 'lose', event: 'message' });
  world.sandbox.world.delete(one.channel, one.root);
  await world.press(world.ann.slack, { channel: one.channel, ts: one.root }, 'take');
  await world.ann.call('POST', `/v1/desk/conversations/${one.id}/take-over`, {});
  await eventually(() => roots(one)).toMatchObject([{ state: 'dropped' }, { state: 'posted' }]);
  await world.settle();
  const [, fresh] = await roots(one);
  world.sandbox.world.delete(one.channel, fresh?.ts ?? '');
  await world.ann.call('POST', `/v1/desk/conversations/${one.id}/close`, {});
  await eventually(async () => {
    const { rows } = await world.server.pool.query<{ is_muted: boolean }>(
      'select is_muted from slack_card where conversation = $1',
      [one.conversation],
    );
    return rows[0]?.is_muted;
  }).toBe(true);
  await world.settle();
  expect((await roots(one)).map(({ state }) => state)).toEqual(['dropped', 'dropped']);
});

test('[TKO-4] a line has one reaction: the newest receipt; without the scope nobody tries on and on', async () => {
  const one = await world.claimed();
  const ts = world.type(world.ann.slack, one, 'It holds.');
  const reactions = () =>
    world.thread(one.channel, one.root).find((message) => message.ts === ts)?.reactions as
      | { name: string }[]
      | undefined;
  await eventually(() => reactions()?.map(({ name }) => name)).toEqual(['envelope']);
  const receipt = async (word: string | null) => {
    await world.server.pool.query(
      'update slack_line set receipt = $2, receipt_at = now() where ts = $1',
      [ts, word],
    );
    await world.server.pool.query("select pg_notify('belay_slack', $1)", [world.installation]);
  };
  await receipt('seen');
  await eventually(() => reactions()?.map(({ name }) => name)).toEqual(['white_check_mark']);
  // the reaction is set, its answer is lost
  world.sandbox.faults.add({ kind: 'late_write', method: 'reactions.add', ms: 5, times: 1 });
  await receipt('failed');
  await eventually(() => reactions()?.map(({ name }) => name)).toEqual(['warning']);
  await receipt(null);
  await eventually(() => reactions() ?? []).toEqual([]);
  world.sandbox.faults.add({
    ...{ kind: 'error', method: 'reactions.add', error: 'missing_scope' },
    needed: 'reactions:write',
  });
  const { calls } = world.sandbox.calls.of('reactions.add');
  await receipt('held');
  await world.settle();
  expect(world.sandbox.calls.of('reactions.add').calls).toBe(calls + 1);
});
