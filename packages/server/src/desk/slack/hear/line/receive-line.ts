import { randomUUID } from 'node:crypto';
import { tsToMs } from '@belay/slack/ids/ts';
import type { Message } from '@belay/slack/model';
import type pg from 'pg';
import type { Context } from '../../../../context.ts';
import { inTransaction } from '../../../../db/in-transaction.ts';
import { runCommand } from '../../command/run-command.ts';
import { isOperator } from '../../people/operator-of-slack.ts';
import { heldMs } from '../held/held-time.ts';
import { tellHeld } from '../held/tell-held.ts';
import { addLineJob } from './add-line-job.ts';
import { lineAt } from './find-line.ts';
import { followLine } from './follow-line.ts';
import { type Judged, judgeLine } from './judge-line.ts';
import { bodyOf, type LineRow } from './line-row.ts';
import type { ThreadPlace } from './thread-at.ts';
import { mannersOf } from './thread-manners.ts';

/** After that a line of somebody whom Slack tells us nothing of is kept: never lost without a sign. */
const longestDoubtMs = 9 * 60_000;

/**
 * A line typed in one of our threads: judged, kept as one row, and what follows from that (TKO-4).
 * Heard twice, or cut off in the middle and heard again, it goes on where it stands: false then,
 * and what was written of it may be another version.
 */
export async function receiveLine(
  ctx: Context,
  where: ThreadPlace,
  message: Message,
  eventTs: string | null = null,
): Promise<boolean> {
  const known = await lineAt(ctx.pool, where, where.channel, message.ts);
  if (known) {
    await followLine(ctx, where, known);
    return false;
  }
  const mayWait = ctx.now() - tsToMs(message.ts) < longestDoubtMs;
  const judged = await judgeLine(ctx, where, message, [], { mayWait });
  if (!judged) return true;
  const { typed } = judged;
  if (typed.kind === 'ignored') return true;
  if (typed.kind === 'command') {
    await runCommand(ctx, where, {
      type: 'command',
      command: '/belay',
      text: typed.text,
      userId: message.author.userId ?? '',
      channelId: where.channel,
      isOrgWide: false,
    });
    return true;
  }
  const row = await newLine(ctx, where, message, eventTs, judged);
  if (row) await followLine(ctx, where, row, judged);
  return row !== undefined;
}

/** Undefined: another process was quicker. */
async function newLine(
  ctx: Context,
  where: ThreadPlace,
  message: Message,
  eventTs: string | null,
  judged: Judged,
): Promise<LineRow | undefined> {
  const { delayMs } = await mannersOf(ctx.pool, where);
  const row = await inTransaction(ctx.pool, async (db) => {
    const stored = await insertLine(
      db,
      where,
      message,
      eventTs,
      fateOf(ctx, message, judged, delayMs),
    );
    if (stored?.fate === 'waiting') await addLineJob(db, stored);
    if (stored?.fate === 'held') await tellHeld(db, judged.standing);
    return stored;
  });
  ctx.desk.wake();
  return row;
}

type NewFate = Pick<
  LineRow,
  'fate' | 'reason' | 'choices' | 'held_until' | 'send_at' | 'receipt' | 'person'
>;

function fateOf(ctx: Context, message: Message, { typed, who }: Judged, delayMs: number): NewFate {
  const now = ctx.now();
  const person = isOperator(who) ? who.person : null;
  const none = { reason: null, choices: [], held_until: null, send_at: null, person };
  switch (typed.kind) {
    case 'send': {
      // counted from when it was typed, so that a late event costs no further wait
      const due = Math.min(Math.max(tsToMs(message.ts) + delayMs, now), now + delayMs);
      return { ...none, fate: 'waiting', send_at: new Date(due), receipt: null };
    }
    case 'held':
      return {
        ...none,
        fate: 'held',
        reason: typed.why,
        choices: typed.choices,
        held_until: new Date(now + heldMs),
        receipt: 'held',
      };
    default:
      return { ...none, fate: 'internal', receipt: 'internal' };
  }
}

async function insertLine(
  db: pg.PoolClient,
  where: ThreadPlace,
  message: Message,
  eventTs: string | null,
  fate: NewFate,
): Promise<LineRow | undefined> {
  const { rows } = await db.query<LineRow>({
    name: 'slack-new-line',
    text: `with stored as (
             insert into slack_line (tenant, id, installation, channel, ts, thread_ts, card,
               conversation, user_id, person, fate, reason, choices, held_until, send_at, body,
               edited_ts, event_ts, receipt, receipt_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
               $19, now())
             on conflict do nothing returning *)
           select stored.*, pg_notify('belay_slack', installation::text) as told from stored`,
    values: [
      ...[where.tenant, randomUUID(), where.installation, where.channel, message.ts],
      ...[where.threadTs, where.card, where.conversation, message.author.userId ?? '', fate.person],
      ...[fate.fate, fate.reason, fate.choices, fate.held_until, fate.send_at, bodyOf(message)],
      ...[message.edited?.ts ?? null, eventTs, fate.receipt],
    ],
  });
  return rows[0];
}
