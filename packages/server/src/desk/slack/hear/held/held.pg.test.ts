import type { VerbAnswer } from '@belay/contract/desk/conversation';
import type { HeldLineView } from '@belay/contract/desk/slack-conversation';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../../../testing/eventually.ts';
import { type HearWorld, hearWorld, type OpenCase } from '../testing/hear-world.ts';
import { sweepHeld } from './sweep-held.ts';

let world: HearWorld;
beforeAll(async () => {
  world = await hearWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  // a question of the test before may still be on its way
  await world.settle();
  world.sandbox.interactivity.ephemerals.clear();
});

const heldAs = (ts: string, reason: string) =>
  eventually(() => world.line(ts)).toMatchObject({ fate: 'held', reason });

/** Presses a button of the newest question that somebody was asked. */
async function answer(user: string, one: OpenCase, choice: string): Promise<void> {
  const mine = () =>
    world.sandbox.interactivity.ephemerals.all.filter((each) => each.user === user).at(-1);
  await eventually(() => mine()?.blocks?.length ?? 0).toBeGreaterThan(1);
  await world.sandbox.interactivity.click(
    user,
    { channel: one.channel, ephemeral: mine()?.ts ?? '' },
    { actionId: `belay_${choice}` },
  );
}
const heldIn = async ({ id }: OpenCase, by = world.ann): Promise<HeldLineView[]> => {
  const found = await by.call('GET', `/v1/desk/conversations/${id}/held`);
  return ((await found.json()) as { items: HeldLineView[] }).items;
};
const decide = (by: HearWorld['ann'], { id }: OpenCase, line: string, choice: string) =>
  by.call('POST', `/v1/desk/conversations/${id}/held/${line}`, { choice });

test('[TKO-4] nobody has it: take over and send, in one press', async () => {
  const one = await world.open();
  const ts = world.type(world.ann.slack, one, 'I am looking into it');
  await heldAs(ts, 'waiting');
  expect(await world.read(one)).toEqual([]);
  await answer(world.ann.slack, one, 'take_send');
  await eventually(() => world.read(one)).toEqual(['I am looking into it']);
  expect(await world.state(one)).toMatchObject({ state: 'human', owner: 'Ann' });
  await eventually(() => world.whispers(world.ann.slack)).toEqual(['Sent.']);
  await eventually(() => world.line(ts)).toMatchObject({
    fate: 'sent',
    receipt: 'stored',
    body: null,
  });
});

test('[TKO-4] the agent has it: a reply in its thread never goes beside it, and takes it over in one press', async () => {
  const one = await world.open({ forPerson: false });
  await eventually(() => world.state(one)).toMatchObject({ state: 'agent' });
  const ts = world.type(world.ann.slack, one, 'Let me answer this');
  await heldAs(ts, 'agent');
  expect(await world.read(one)).toEqual([]);
  await answer(world.ann.slack, one, 'take_send');
  await eventually(() => world.read(one)).toEqual(['Let me answer this']);
  expect(await world.state(one)).toMatchObject({ state: 'human', owner: 'Ann' });
});

test('[TKO-4] in another copy’s thread nothing is sent, whoever types it', async () => {
  const { support, all } = world.channels;
  await world.bind({ default_channel: support, catch_all: all, thread_delay: 0, history: false });
  const one = await world.claimed();
  const copy = async () =>
    (
      await world.server.pool.query<{ ts: string | null }>(
        'select ts from slack_card where conversation = $1 and channel = $2',
        [one.conversation, all],
      )
    ).rows[0]?.ts;
  await eventually(copy).toBeTruthy();
  const there = { ...one, channel: all, root: (await copy()) ?? '' };
  const ts = world.type(world.ann.slack, there, 'Here as well?');
  await heldAs(ts, 'other_thread');
  const [line] = await heldIn(one);
  expect(line?.choices).toEqual(['keep']);
  expect((await decide(world.ann, one, line?.id ?? '', 'send')).status).toBe(409);
  expect(await world.read(one)).toEqual([]);
  await world.bind({ default_channel: support, thread_delay: 0, history: false });
});

test('[TKO-4] send, and leave it with the agent', async () => {
  const one = await world.open();
  await heldAs(world.type(world.ann.slack, one, 'Two are fine'), 'waiting');
  await answer(world.ann.slack, one, 'send_leave');
  await eventually(() => world.read(one)).toEqual(['Two are fine']);
  expect(await world.state(one)).toMatchObject({ state: 'agent', owner: null });
});

test('[TKO-4] a colleague was quicker: told who, and the line stays internal', async () => {
  const one = await world.open();
  const ts = world.type(world.ann.slack, one, 'Mine!');
  await heldAs(ts, 'waiting');
  await world.ben.call('POST', `/v1/desk/conversations/${one.id}/take-over`, {});
  await answer(world.ann.slack, one, 'take_send');
  await eventually(() => world.whispers(world.ann.slack).join()).toContain(
    'Ben was quicker and has this conversation',
  );
  await eventually(() => world.notes(one)).toEqual(['Mine!']);
  expect(await world.read(one)).toEqual([]);
});

test('[TKO-4] a press re-runs every check on the newest version', async () => {
  const one = await world.open();
  const ts = world.type(world.ann.slack, one, 'Call us');
  await heldAs(ts, 'waiting');
  world.sandbox.world.edit(one.channel, ts, { text: `Call <@${world.ben.slack}>` });
  await eventually(async () => (await world.line(ts))?.edited_ts).toBeTruthy();
  await answer(world.ann.slack, one, 'take_send');
  await heldAs(ts, 'mentions');
  expect(await world.state(one)).toMatchObject({ state: 'waiting' });
  // the question in its place is another one, and the only one
  await eventually(() => world.whispers(world.ann.slack)).toEqual([
    'Not sent yet: it mentions somebody, and the visitor would read that.',
  ]);
  await answer(world.ann.slack, one, 'take_send');
  await eventually(() => world.read(one)).toEqual(['Call @Ben']);
});

test('[TKO-4] closed: reopen and send', async () => {
  const one = await world.claimed();
  await world.ann.call('POST', `/v1/desk/conversations/${one.id}/close`, {});
  await heldAs(world.type(world.ann.slack, one, 'One more thing'), 'closed');
  await answer(world.ann.slack, one, 'reopen_send');
  await eventually(() => world.read(one)).toEqual(['One more thing']);
  expect(await world.state(one)).toMatchObject({ state: 'human', owner: 'Ann' });
});

test('[TKO-4] held lines outlive the private prompt: settled in the dashboard, by their author alone', async () => {
  const one = await world.claimed();
  const [first, second] = ['wave', 'tada'].map((name) =>
    world.type(world.ann.slack, one, `:${name}:`),
  );
  await heldAs(first ?? '', 'emoji_only');
  await heldAs(second ?? '', 'emoji_only');
  const [send, keep] = await heldIn(one);
  expect(send).toMatchObject({
    ...{ reason: 'emoji_only', choices: ['send', 'keep'], conversation_id: one.id },
    author: { user_id: world.ann.slack, name: 'Ann' },
  });
  expect((await decide(world.ben, one, send?.id ?? '', 'send')).status).toBe(403);
  const sent = await decide(world.ann, one, send?.id ?? '', 'send');
  expect((await sent.json()) as VerbAnswer).toMatchObject({
    message: { text: '👋', via: 'slack' },
  });
  expect((await decide(world.ann, one, keep?.id ?? '', 'keep')).status).toBe(200);
  expect((await decide(world.ann, one, `hld_${'0'.repeat(32)}`, 'keep')).status).toBe(404);
  await eventually(() => heldIn(one)).toEqual([]);
  expect([await world.read(one), await world.notes(one)]).toEqual([['👋'], ['🎉']]);
  await eventually(async () => (await world.line(second ?? ''))?.receipt).toBe('internal');
});

test('[TKO-4] two presses at once, here and there: one counts', async () => {
  const one = await world.claimed();
  const ts = world.type(world.ann.slack, one, ':wave:');
  await heldAs(ts, 'emoji_only');
  const [line] = await heldIn(one);
  await Promise.all([
    decide(world.ann, one, line?.id ?? '', 'keep'),
    decide(world.ann, one, line?.id ?? '', 'send'),
    answer(world.ann.slack, one, 'send'),
  ]);
  await eventually(async () =>
    ['sent', 'internal'].includes((await world.line(ts))?.fate ?? ''),
  ).toBe(true);
  await eventually(async () => [...(await world.read(one)), ...(await world.notes(one))]).toEqual([
    '👋',
  ]);
});

test('[TKO-4] nobody answers for ten minutes: the line stays internal', async () => {
  const one = await world.claimed();
  const ts = world.type(world.ann.slack, one, ':wave:');
  await heldAs(ts, 'emoji_only');
  const { ctx } = world.server;
  const later = { ...ctx, now: () => ctx.now() + 10 * 60_000 + 1_000 };
  await sweepHeld(later, new AbortController().signal);
  await eventually(() => world.line(ts)).toMatchObject({ fate: 'internal', body: null });
  expect([await world.read(one), await world.notes(one)]).toEqual([[], ['👋']]);
  expect(await heldIn(one)).toEqual([]);
});

test('[TKO-4] what is deleted while it is held is asked about no more', async () => {
  const one = await world.open();
  const ts = world.type(world.ann.slack, one, 'oops');
  await heldAs(ts, 'waiting');
  world.sandbox.world.delete(one.channel, ts);
  await eventually(() => world.line(ts)).toMatchObject({ fate: 'cancelled', body: null });
  await answer(world.ann.slack, one, 'take_send');
  await eventually(() => world.whispers(world.ann.slack).join()).toContain('settled before');
  expect(await world.read(one)).toEqual([]);
  expect(await world.state(one)).toMatchObject({ state: 'waiting' });
});

test('[TKO-4] a held line that can’t be settled keeps no other from its end', async () => {
  const one = await world.open();
  const [stuck, other] = [
    world.type(world.ann.slack, one, 'I am on it'),
    world.type(world.ann.slack, one, 'As I said'),
  ];
  for (const ts of [stuck, other]) await heldAs(ts, 'waiting');
  const { pool, ctx } = world.server;
  await pool.query(
    `create function refuse_line() returns trigger language plpgsql as
       $$ begin raise exception 'not this one'; end $$;
     create trigger refuse_line before update on slack_line
       for each row when (old.ts = '${stuck}') execute function refuse_line()`,
  );
  const later = { ...ctx, now: () => Date.now() + 11 * 60_000 };
  await sweepHeld(later, new AbortController().signal);
  await pool.query('drop trigger refuse_line on slack_line');
  expect([(await world.line(stuck))?.fate, (await world.line(other))?.fate]).toEqual([
    'held',
    'internal',
  ]);
});
