import { randomUUID } from 'node:crypto';
import type { Message } from '@belay/slack/model';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Try } from '../../../../jobs/tasks.ts';
import { eventually } from '../../../../testing/eventually.ts';
import { whileHeld } from '../../../../testing/while-held.ts';
import { keepLine } from '../held/keep-line.ts';
import { Later } from '../store/later.ts';
import { runHeard } from '../store/run-heard.ts';
import { type HearWorld, hearWorld, type OpenCase } from '../testing/hear-world.ts';
import { lineChanged } from './line-changed.ts';
import { bodyOf, type LineRow } from './line-row.ts';
import { messageDeleted } from './message-deleted.ts';
import { receiveLine } from './receive-line.ts';
import { runLine } from './run-line.ts';
import { threadAt } from './thread-at.ts';
import { writeNote } from './write-note.ts';

let world: HearWorld;
let one: OpenCase;
beforeAll(async () => {
  // nobody works but the test
  world = await hearWorld({ jobs: false });
});
afterAll(() => world.close());
beforeEach(async () => {
  one = await world.open();
  await world.press(world.ann.slack, { channel: one.channel, ts: one.root }, 'take');
  await work();
  expect(await world.state(one)).toMatchObject({ owner: 'Ann' });
  // Slack's seconds are whole here: nothing was typed before the claim
  await world.server.pool.query(
    `update conversation set claimed_at = claimed_at - interval '1 minute' where id = $1`,
    [one.conversation],
  );
});

const attempt: Try = { signal: new AbortController().signal, attempt: 1, isLast: false };
const place = () => ({ tenant: world.owner.tenant, installation: world.installation });
const rowAt = async (ts: string) => (await world.line(ts)) as LineRow;

/** All that was heard, as its jobs would. */
async function work(): Promise<void> {
  const { pool, ctx } = world.server;
  const { rows } = await pool.query<{ tenant: string; installation: string; id: string }>(
    'select tenant, installation, id from slack_heard where settled_at is null order by n',
  );
  for (const row of rows) await runHeard(ctx, row, attempt);
}
const runDue = async (ts: string, more: Partial<Try> = {}) =>
  runLine(
    world.server.ctx,
    { tenant: place().tenant, line: (await rowAt(ts)).id },
    { ...attempt, ...more },
  );

let typed = 0;
/** What Slack tells of something that Ann typed in the thread, or edited after that. */
function message(text: string, { ts, edited }: { ts?: string; edited?: string } = {}): Message {
  typed += 1;
  const made = ts ?? `${Math.floor(Date.now() / 1000)}.${String(typed).padStart(6, '0')}`;
  return {
    ...{ ts: made, threadTs: one.root, kind: 'content', text, author: { userId: world.ann.slack } },
    ...{ isBroadcast: false, files: [], reactions: [], blocks: [], attachments: [] },
    ...(edited === undefined ? {} : { edited: { ts: edited } }),
  } as unknown as Message;
}
const edited = (ts: string, text: string, second = 1) =>
  message(text, { ts, edited: `${Math.floor(Number(ts)) + second}.000000` });
const hearEdit = (changed: Message) =>
  lineChanged(world.server.ctx, place(), {
    ...{ kind: 'changed', channel: one.channel, message: changed, eventTs: null },
  });
const hearDeletion = (ts: string) =>
  messageDeleted(world.server.ctx, place(), {
    ...{ kind: 'deleted', channel: one.channel, ts, threadTs: one.root },
    userId: world.ann.slack,
  });
async function receive(said: Message): Promise<string> {
  const where = await threadAt(world.server.pool, place(), one.channel, one.root);
  if (!where) throw new Error('there is no such thread');
  await receiveLine(world.server.ctx, where, said);
  return said.ts;
}
/** Ann typed it, and the visitor has it. */
async function said(text: string): Promise<string> {
  const ts = await receive(message(text));
  await runDue(ts);
  expect(await world.line(ts)).toMatchObject({ fate: 'sent' });
  return ts;
}
/** An edit that is passed on, and whose process died before it was. */
async function editUnderWay(ts: string, text: string): Promise<void> {
  const changed = edited(ts, text);
  await world.server.pool.query(
    `update slack_line set fate = 'waiting', choice = 'send', body = $2, edited_ts = $3 where ts = $1`,
    [ts, bodyOf(changed), changed.edited?.ts],
  );
}

test('[TKO-4] an edit that is still on its way becomes a note: the visitor never reads it', async () => {
  const ts = await said('The code is in the mail');
  await editUnderWay(ts, 'The code is in your mail');
  await hearEdit(edited(ts, '! the code is 4711', 2));
  await runDue(ts);
  expect(await world.read(one)).toEqual([]);
  expect(await world.notes(one)).toEqual(['the code is 4711']);
  expect(await world.line(ts)).toMatchObject({ fate: 'internal', body: null });
});

test('[TKO-4] what is deleted while its edit is on its way is taken back', async () => {
  const ts = await said('Ten metres');
  await editUnderWay(ts, 'Twelve metres');
  await hearDeletion(ts);
  await runDue(ts);
  expect(await world.read(one)).toEqual([]);
  expect(await world.line(ts)).toMatchObject({ fate: 'retracted' });
});

test('[TKO-4] an edit that could not be passed on keeps no later one away', async () => {
  const ts = await said('Ten metres');
  await editUnderWay(ts, 'Twelve metres');
  await world.server.pool.query(
    `create function refuse_edit() returns trigger language plpgsql as
       $$ begin raise exception 'not now'; end $$;
     create trigger refuse_edit before update of text on message
       for each row execute function refuse_edit()`,
  );
  await expect(runDue(ts, { isLast: true })).rejects.toThrow('not now');
  await world.server.pool.query('drop trigger refuse_edit on message');
  expect(await world.line(ts)).toMatchObject({ receipt: 'failed' });
  await hearEdit(edited(ts, 'Fourteen metres', 2));
  expect(await world.read(one)).toEqual(['Fourteen metres']);
});

test('[TKO-4] an edit that meets the press about its line is what goes', async () => {
  const ts = await receive(message('Ask <#C0SECRET1>'));
  expect(await world.line(ts)).toMatchObject({ fate: 'held' });
  await whileHeld(
    world.server.pool,
    (db) =>
      db.query(
        `update slack_line set fate = 'waiting', choice = 'send', accepted = array[reason],
           send_at = now() where ts = $1`,
        [ts],
      ),
    () => hearEdit(edited(ts, 'Ask at the desk')),
  );
  await runDue(ts);
  expect(await world.read(one)).toEqual(['Ask at the desk']);
});

test('[TKO-4] a note that was edited while it was being written shows the edit', async () => {
  const ts = await receive(message('Ask <#C0SECRET1>'));
  const before = await rowAt(ts);
  await world.server.pool.query(`update slack_line set fate = 'internal' where ts = $1`, [ts]);
  await hearEdit(edited(ts, 'Ask me'));
  // the process that had begun to write it
  await writeNote(world.server.ctx, { ...before, fate: 'internal' });
  expect(await world.notes(one)).toEqual(['Ask me']);
  expect(await world.line(ts)).toMatchObject({ fate: 'internal', body: null });
});

test('[TKO-4] an edit that meets the end of writing its note is in the note, once', async () => {
  const ts = await receive(message('Ask <#C0SECRET1>'));
  await keepLine(world.server.ctx, await rowAt(ts));
  const { message: note } = await rowAt(ts);
  const open = bodyOf(message('Ask <#C0SECRET1>', { ts }));
  await world.server.pool.query('update slack_line set message = null, body = $2 where ts = $1', [
    ts,
    open,
  ]);
  await whileHeld(
    world.server.pool,
    (db) => db.query('update slack_line set message = $2, body = null where ts = $1', [ts, note]),
    () => hearEdit(edited(ts, 'Ask me')),
  );
  expect(await world.notes(one)).toEqual(['Ask me']);
  expect(await world.line(ts)).toMatchObject({ body: null, message: note });
});

test('[TKO-4] a note whose line was deleted while it was being written goes, too', async () => {
  const ts = await receive(message('Ask <#C0SECRET1>'));
  const before = await rowAt(ts);
  await world.server.pool.query(`update slack_line set fate = 'internal' where ts = $1`, [ts]);
  await hearDeletion(ts);
  await writeNote(world.server.ctx, { ...before, fate: 'internal' });
  expect(await world.notes(one)).toEqual([]);
});

test('[TKO-4] what the visitor had before its line was kept stays theirs, whatever is typed over it', async () => {
  const ts = await said('Ten metres');
  const { message: reply } = await rowAt(ts);
  // said, and before that was written down another process kept it
  await world.server.pool.query(
    `update slack_line set fate = 'internal', message = null, body = $2 where ts = $1`,
    [ts, bodyOf(message('! I made that up', { ts }))],
  );
  await writeNote(world.server.ctx, await rowAt(ts));
  expect([await world.read(one), await world.notes(one)]).toEqual([['Ten metres'], []]);
  expect(await world.line(ts)).toMatchObject({ fate: 'sent', message: reply, body: null });
});

test('[TKO-4] a line that is being written while its deletion is heard is not said', async () => {
  const line = message('never mind');
  await whileHeld(
    world.server.pool,
    (db) => insertWaiting(db, line),
    () => hearDeletion(line.ts),
  );
  await runDue(line.ts);
  expect(await world.read(one)).toEqual([]);
  expect(await world.line(line.ts)).toMatchObject({ fate: 'cancelled' });
});

test('[TKO-4] a line that is being written while its edit is heard says the edit', async () => {
  const line = message('twelwe');
  await whileHeld(
    world.server.pool,
    (db) => insertWaiting(db, line),
    () => hearEdit(edited(line.ts, 'twelve')),
  );
  await runDue(line.ts);
  expect(await world.read(one)).toEqual(['twelve']);
});

test('[TKO-4] seen while it is being settled shows as seen', async () => {
  const ts = await receive(message('Hold on'));
  const { pool } = world.server;
  // who settles it stands still right before it writes
  await pool.query(
    `create function wait_to_settle() returns trigger language plpgsql as
       $$ begin perform pg_advisory_xact_lock(7701); return new; end $$;
     create trigger wait_to_settle before update on slack_line
       for each row when (new.fate = 'sent') execute function wait_to_settle()`,
  );
  const gate = await pool.connect();
  try {
    await gate.query('select pg_advisory_lock(7701)');
    const settled = runDue(ts);
    await eventually(blocked).toBe(1);
    let isRead = false;
    const read = one.visitor
      .call('POST', `/v1/widget/conversations/${one.id}/seen`, { seq: 1000 })
      .then(() => {
        isRead = true;
      });
    // written down beside it, or after it
    await eventually(async () => isRead || (await blocked()) === 2).toBe(true);
    await gate.query('select pg_advisory_unlock(7701)');
    await Promise.all([settled, read]);
  } finally {
    gate.release();
    await pool.query('drop trigger wait_to_settle on slack_line');
  }
  expect(await world.line(ts)).toMatchObject({ fate: 'sent', receipt: 'seen' });
});

test('[TKO-4] a line of somebody whom Slack tells nothing of, for minutes, is kept with a sign', async () => {
  const { sandbox, server } = world;
  const nora = sandbox.world.addUser({ name: 'nora', email: 'nora@ropes.example' }).id;
  const where = await threadAt(server.pool, place(), one.channel, one.root);
  if (!where) throw new Error('there is no such thread');
  const line = { ...message('Who am I?'), author: { userId: nora } } as Message;
  const recover = sandbox.faults.add({
    ...{ kind: 'error', method: 'users.info', error: 'service_unavailable' },
  });
  await expect(receiveLine(server.ctx, where, line)).rejects.toThrow(Later);
  const late = { ...server.ctx, now: () => Date.now() + 9.5 * 60_000 };
  await receiveLine(late, where, line);
  recover();
  expect(await world.line(line.ts)).toMatchObject({ fate: 'internal', receipt: 'internal' });
});

const blocked = async () =>
  (
    await world.server.pool.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity
       where datname = current_database() and cardinality(pg_blocking_pids(pid)) > 0`,
    )
  ).rows[0]?.n;

/** What another process is about to commit. */
function insertWaiting(db: Parameters<Parameters<typeof whileHeld>[1]>[0], line: Message) {
  const { tenant, installation } = place();
  return db.query(
    `insert into slack_line (tenant, id, installation, channel, ts, thread_ts, card, conversation,
       user_id, person, fate, send_at, body)
     select $1, $2, $3, $4, $5, $6, k.id, k.conversation, $7, $8, 'waiting', now(), $9
     from slack_card k where k.conversation = $10 and k.channel = $4`,
    [
      ...[tenant, randomUUID(), installation, one.channel, line.ts, one.root],
      ...[world.ann.slack, world.ann.id, bodyOf(line), one.conversation],
    ],
  );
}
