import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../../../testing/eventually.ts';
import { reply } from '../../../conversation/verbs/reply.ts';
import { type HearWorld, hearWorld, type OpenCase } from '../testing/hear-world.ts';
import { authorOf } from './author-of.ts';
import type { LineRow } from './line-row.ts';
import { settleSent } from './settle-sent.ts';

let world: HearWorld;
let one: OpenCase;
beforeAll(async () => {
  // the longest there is: each line is caught within it
  world = await hearWorld({ settings: { thread_delay: 10 } });
});
beforeEach(async () => {
  one = await world.claimed();
});
afterAll(() => world.close());

/** Its moment has come: the wait is ours, not the clock's. */
const due = (ts: string) =>
  world.server.pool.query(
    `select graphile_worker.add_job('slack_line', json_build_object('tenant', tenant, 'line', id),
       job_key => 'slack_line:' || id)
     from slack_line where ts = $1`,
    [ts],
  );
/** It waits, and from here on for our word alone. */
const waiting = async (ts: string): Promise<void> => {
  await eventually(() => world.line(ts)).toMatchObject({ fate: 'waiting' });
  await world.server.pool.query(
    `update graphile_worker._private_jobs set run_at = now() + interval '1 hour'
     where key = (select 'slack_line:' || id from slack_line where ts = $1)`,
    [ts],
  );
};

test('[TKO-4] within the delay an edit replaces what is sent, and a deletion cancels it', async () => {
  const [kept, gone] = ['Ten metres', 'or so'].map((text) =>
    world.type(world.ann.slack, one, text),
  ) as [string, string];
  await waiting(kept);
  await waiting(gone);
  expect(await world.read(one)).toEqual([]);
  world.sandbox.world.edit(one.channel, kept, { text: 'Twelve metres' });
  world.sandbox.world.delete(one.channel, gone);
  await eventually(() => world.line(gone)).toMatchObject({ fate: 'cancelled', body: null });
  await eventually(async () => (await world.line(kept))?.edited_ts).toBeTruthy();
  await due(kept);
  await due(gone);
  await eventually(() => world.read(one)).toEqual(['Twelve metres']);
  await world.settle();
  expect(await world.read(one)).toEqual(['Twelve metres']);
});

test('[TKO-4] edited into a note within the delay it never leaves', async () => {
  const ts = world.type(world.ann.slack, one, 'The code is 4711');
  await waiting(ts);
  world.sandbox.world.edit(one.channel, ts, { text: '! the code is 4711' });
  await eventually(async () => (await world.line(ts))?.edited_ts).toBeTruthy();
  await due(ts);
  await eventually(() => world.notes(one)).toEqual(['the code is 4711']);
  expect(await world.read(one)).not.toContain('The code is 4711');
});

test('[TKO-4] taken from its author within the delay, a line stays internal', async () => {
  const ts = world.type(world.ann.slack, one, 'I will be right back');
  await waiting(ts);
  const claim = async () =>
    (await world.ben.call('GET', `/v1/desk/conversations/${one.id}`)).json() as Promise<{
      conversation: { claim: string };
    }>;
  const { conversation } = await claim();
  const stolen = await world.ben.call('POST', `/v1/desk/conversations/${one.id}/steal`, {
    claim: conversation.claim,
  });
  expect(stolen.status).toBe(200);
  await due(ts);
  await eventually(() => world.line(ts)).toMatchObject({ fate: 'internal' });
  expect(await world.read(one)).not.toContain('I will be right back');
});

/** A press in the dashboard is under way: the words are said, and not settled yet. */
async function halfSent(text: string): Promise<{ row: LineRow; message: string }> {
  const ts = world.type(world.ann.slack, one, text);
  await waiting(ts);
  const row = await world.line(ts);
  const author = row && (await authorOf(world.server.pool, row));
  if (!row || !author) throw new Error('nobody typed it');
  const clientId = `slack:${row.channel}:${ts}`;
  const { message } = await reply(world.server.ctx, author, one.conversation, { text, clientId });
  return { row, message };
}

test('[TKO-4] edited or deleted in the very moment of being said: the visitor has the newest', async () => {
  const { ctx } = world.server;
  const edited = await halfSent('Ten');
  world.sandbox.world.edit(one.channel, edited.row.ts, { text: 'Eleven' });
  await eventually(async () => (await world.line(edited.row.ts))?.edited_ts).toBeTruthy();
  expect(await settleSent(ctx, edited.row, edited.message)).toBe('edited');
  await due(edited.row.ts);
  await eventually(() => world.read(one)).toEqual(['Eleven']);

  const gone = await halfSent('Twelve');
  world.sandbox.world.delete(one.channel, gone.row.ts);
  await eventually(() => world.line(gone.row.ts)).toMatchObject({ fate: 'cancelled' });
  expect(await settleSent(ctx, gone.row, gone.message)).toBe('deleted');
  await eventually(() => world.line(gone.row.ts)).toMatchObject({ fate: 'retracted' });
  expect(await world.read(one)).toEqual(['Eleven']);
});
