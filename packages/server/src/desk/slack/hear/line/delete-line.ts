import { randomUUID } from 'node:crypto';
import { BelayError } from '@belay/contract/error';
import type { Context } from '../../../../context.ts';
import { inTransaction } from '../../../../db/in-transaction.ts';
import { deleteMessage } from '../../../conversation/verbs/delete-message.ts';
import { tellHeld } from '../held/tell-held.ts';
import { visitorOfLine } from '../held/visitor-of-line.ts';
import { authorOf } from './author-of.ts';
import { lineOf } from './find-line.ts';
import type { LineFate, LineRow } from './line-row.ts';
import type { ThreadPlace } from './thread-at.ts';

/**
 * A line was deleted in Slack, by its author or somebody above them: what waits never goes, what the
 * visitor or the team got is taken back, in every state of the conversation (TKO-4).
 */
export async function deleteLine(ctx: Context, row: LineRow): Promise<void> {
  if (row.fate === 'cancelled' || row.fate === 'retracted') return;
  // one that waits may be an edit of what the visitor has
  const isUnsaid = row.message === null && (row.fate === 'waiting' || row.fate === 'held');
  if (!isUnsaid) await takeBack(ctx, row);
  const isDone = isUnsaid
    ? await settle(ctx, row, ['waiting', 'held'], 'cancelled')
    : await settle(ctx, row, ['waiting', 'sent', 'internal', 'held', 'failed'], 'retracted');
  if (isDone) return;
  // it was sent, or noted, while we looked
  const now = await lineOf(ctx.pool, row.tenant, row.id);
  if (now && (now.fate !== row.fate || now.message !== row.message)) await deleteLine(ctx, now);
}

/** What the visitor or the team got goes. */
async function takeBack(ctx: Context, row: LineRow): Promise<void> {
  const author = await authorOf(ctx.pool, row);
  if (row.message === null || !author) return;
  try {
    await deleteMessage(ctx, author, row.conversation, row.message);
  } catch (error) {
    // gone already, with its conversation or by the visitor's erasure
    if (!(error instanceof BelayError) || error.code !== 'NOT_FOUND') throw error;
  }
}

/** Its reaction went with it: no other is wanted. */
async function settle(
  ctx: Context,
  row: LineRow,
  from: readonly LineFate[],
  fate: LineFate,
): Promise<boolean> {
  const isDone = await inTransaction(ctx.pool, async (db) => {
    const { rowCount } = await db.query(
      `update slack_line set fate = $4, body = null, reason = null, choices = '{}', held_until = null,
         choice = null, receipt = receipt_shown
       where tenant = $1 and id = $2 and fate = any($3) and message is not distinct from $5`,
      [row.tenant, row.id, from, fate, row.message],
    );
    const visitor = row.fate === 'held' ? await visitorOfLine(db, row) : undefined;
    if (visitor) await tellHeld(db, visitor);
    return rowCount === 1;
  });
  ctx.desk.wake();
  return isDone;
}

/**
 * A deletion that came before its line: whatever comes of it later is not said. False: it is there
 * by now.
 */
export async function noteDeleted(
  ctx: Context,
  where: ThreadPlace,
  ts: string,
  userId: string | null,
): Promise<boolean> {
  const { rowCount } = await ctx.pool.query(
    `insert into slack_line (tenant, id, installation, channel, ts, thread_ts, card, conversation,
       user_id, fate)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, 'cancelled'
     where exists (select from conversation where tenant = $1 and id = $8)
     on conflict do nothing`,
    [
      ...[where.tenant, randomUUID(), where.installation, where.channel, ts, where.threadTs],
      ...[where.card, where.conversation, userId ?? ''],
    ],
  );
  return rowCount === 1;
}
