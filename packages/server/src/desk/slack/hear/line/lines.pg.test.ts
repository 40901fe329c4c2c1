import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../../../testing/eventually.ts';
import { type HearWorld, hearWorld, type OpenCase } from '../testing/hear-world.ts';
import { receiptsMailed } from './receipts.ts';

let world: HearWorld;
let one: OpenCase;
beforeAll(async () => {
  world = await hearWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.sandbox.faults.clear();
  one = await world.claimed();
  world.sandbox.interactivity.ephemerals.clear();
});

/** Ann types, and it reaches the visitor. */
async function said(text: string, more?: object): Promise<string> {
  const ts = world.type(world.ann.slack, one, text, more);
  await eventually(() => world.line(ts)).toMatchObject({ fate: 'sent' });
  return ts;
}
const fateOf = async (ts: string) => (await world.line(ts))?.fate;
const reactions = (ts: string) =>
  world.thread(one.channel, one.root).find((message) => message.ts === ts)?.reactions;

test('[TKO-4] the owner’s line reaches the visitor once, under whatever ids Slack tells of it', async () => {
  world.sandbox.faults.add({ kind: 'duplicate', copies: 3, event: 'message' });
  const first = await said('Yes, *both* of you :wave: see <https://ropes.example/two|this>');
  const second = await said('And the ring, too');
  await world.settle();
  expect(await world.read(one)).toEqual([
    'Yes, **both** of you 👋 see [this](https://ropes.example/two)',
    'And the ring, too',
  ]);
  const { rows } = await world.server.pool.query(
    `select client_id, via from message where conversation = $1 and author = 'operator'
       and kind = 'text' order by seq`,
    [one.conversation],
  );
  expect(rows).toEqual(
    [first, second].map((ts) => ({ client_id: `slack:${one.channel}:${ts}`, via: 'slack' })),
  );
  const { rows: kept } = await world.server.pool.query(
    'select count(*)::int as n from slack_heard where body is not null',
  );
  expect(kept).toEqual([{ n: 0 }]);
  expect((await world.line(first))?.body).toBeNull();
});

test('[TKO-4] every human line gets one receipt: stored, then seen', async () => {
  const ts = await said('Hold on');
  await eventually(() => reactions(ts)).toMatchObject([{ name: 'envelope' }]);
  await one.visitor.call('POST', `/v1/widget/conversations/${one.id}/seen`, { seq: 1000 });
  await eventually(() => reactions(ts)).toMatchObject([{ name: 'white_check_mark' }]);
});

test('[TKO-4] a marked line is a note of the team, and says so', async () => {
  const ts = world.type(world.ann.slack, one, '! she sounds new to this');
  await eventually(() => fateOf(ts)).toBe('internal');
  await eventually(() => world.notes(one)).toEqual(['she sounds new to this']);
  await eventually(() => reactions(ts)).toMatchObject([{ name: 'lock' }]);
  expect(await world.read(one)).toEqual([]);
});

test('[TKO-4] what a colleague types stays internal, as a note, and they may take it over', async () => {
  const ts = world.type(world.ben.slack, one, 'I would say no');
  await eventually(() => world.notes(one)).toEqual(['I would say no']);
  await eventually(() => fateOf(ts)).toBe('internal');
  await eventually(() => world.whispers(world.ben.slack)).toEqual([
    'Kept internal: Ann has this conversation.',
  ]);
  expect(await world.read(one)).toEqual([]);
});

test('[TKO-5] a line of somebody who is nobody here is not sent, and they are told how that changes', async () => {
  const ts = world.type(world.mara, one, 'hello from mara');
  await eventually(() => fateOf(ts)).toBe('internal');
  await eventually(() => world.whispers(world.mara)).toEqual([
    'Your Slack account is not linked to a person in Belay yet: nothing was sent or changed.',
  ]);
  expect([await world.read(one), await world.notes(one)]).toEqual([[], []]);
});

test('[TKO-4] edits and deletions reach the visitor, also when the conversation is over', async () => {
  const [edited, deleted] = [await said('Ten metres'), await said('or eleven')];
  await world.ann.call('POST', `/v1/desk/conversations/${one.id}/close`, {});
  world.sandbox.world.edit(one.channel, edited, { text: 'Ten *good* metres' });
  world.sandbox.world.delete(one.channel, deleted);
  await eventually(() => world.read(one)).toEqual(['Ten **good** metres']);
  await eventually(() => fateOf(deleted)).toBe('retracted');
});

test('[TKO-4] an edit into a note retracts; no edit turns a note into a reply', async () => {
  const [reply, note] = [await said('The code is 4711'), world.type(world.ann.slack, one, '! hm')];
  await eventually(() => fateOf(note)).toBe('internal');
  world.sandbox.world.edit(one.channel, reply, { text: '! the code is 4711' });
  world.sandbox.world.edit(one.channel, note, { text: 'hm, well' });
  await eventually(() => world.read(one)).toEqual([]);
  await eventually(async () => (await world.notes(one)).toSorted()).toEqual([
    'hm, well',
    'the code is 4711',
  ]);
  for (const ts of [reply, note]) await eventually(() => fateOf(ts)).toBe('internal');
  world.sandbox.world.edit(one.channel, reply, { text: 'back again' });
  await eventually(async () => (await world.notes(one)).toSorted()).toEqual([
    'back again',
    'hm, well',
  ]);
  expect(await world.read(one)).toEqual([]);
});

test('[TKO-4] an edit with a doubt waits for its author; the visitor keeps the words till then', async () => {
  const ts = await said('Ask at the desk');
  world.sandbox.world.edit(one.channel, ts, { text: `Ask <@${world.ben.slack}>` });
  await eventually(() => world.line(ts)).toMatchObject({ fate: 'held', reason: 'mentions' });
  expect(await world.read(one)).toEqual(['Ask at the desk']);
  await eventually(() => world.whispers(world.ann.slack)).toHaveLength(1);
  const [asked] = world.sandbox.interactivity.ephemerals.all;
  await world.sandbox.interactivity.click(
    world.ann.slack,
    { channel: one.channel, ephemeral: asked?.ts ?? '' },
    { actionId: 'belay_send' },
  );
  await eventually(() => world.read(one)).toEqual(['Ask @Ben']);
});

test('[TKO-4] deletion before its line, and edits before theirs', async () => {
  world.sandbox.faults.add({ kind: 'reorder', event: 'message', times: 1 });
  const gone = world.type(world.ann.slack, one, 'never mind');
  world.sandbox.world.delete(one.channel, gone);
  await eventually(() => fateOf(gone)).toBe('cancelled');
  world.sandbox.faults.add({ kind: 'reorder', event: 'message', times: 1 });
  const edited = world.type(world.ann.slack, one, 'twelwe');
  world.sandbox.world.edit(one.channel, edited, { text: 'twelve' });
  await eventually(() => world.read(one)).toEqual(['twelve']);
  await world.settle();
  expect(await world.read(one)).toEqual(['twelve']);
});

test('[TKO-4] a letter that went shows on the line, and seeing it on top of that', async () => {
  const ts = await said('See you at nine');
  const { pool } = world.server;
  const letter = randomUUID();
  await pool.query(
    `with written as (
       insert into letter (tenant, id, conversation, visitor, recipient, subject, body, created_at)
       select tenant, $2, id, visitor, 'visitor@example.com', 's', 'b', now()
       from conversation where id = $1)
     insert into letter_message (tenant, message, letter)
     select tenant, message, $2 from slack_line where ts = $3`,
    [one.conversation, letter, ts],
  );
  await receiptsMailed(pool, { tenant: world.owner.tenant, letter });
  await eventually(() => reactions(ts)).toMatchObject([{ name: 'e-mail' }]);
  await one.visitor.call('POST', `/v1/widget/conversations/${one.id}/seen`, { seq: 1000 });
  await eventually(() => reactions(ts)).toMatchObject([{ name: 'white_check_mark' }]);
});
