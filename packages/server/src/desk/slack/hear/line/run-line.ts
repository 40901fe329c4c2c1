import { BelayError } from '@belay/contract/error';
import type { Task } from '../../../../jobs/tasks.ts';
import { tellAuthor } from '../held/tell-author.ts';
import { changeLine } from './change-line.ts';
import { lineOf } from './find-line.ts';
import { sendLine } from './send-line.ts';
import { threadAt } from './thread-at.ts';

/**
 * The moment of a waiting line has come. What can't be said after all tries is marked as failed, and
 * its author told: never lost without a sign.
 */
export const runLine: Task<{ tenant: string; line: string }> = async (
  ctx,
  { tenant, line },
  { isLast },
) => {
  try {
    await sendLine(ctx, tenant, line);
  } catch (error) {
    const isFinal = error instanceof BelayError && !error.retriable;
    if (!isFinal && !isLast) throw error;
    const row = await lineOf(ctx.pool, tenant, line);
    const failed =
      row &&
      (await changeLine(ctx.pool, row, ['waiting'], {
        // what the visitor has of it stays, and follows the next edit
        fate: row.message === null ? 'failed' : 'sent',
        ...{ receipt: 'failed', body: null, choice: null },
      }));
    const where = failed && (await threadAt(ctx.pool, row, row.channel, row.thread_ts));
    if (where) await tellAuthor(ctx, where, failed, { kind: 'unsent' });
    if (!isFinal) throw error;
  }
};
