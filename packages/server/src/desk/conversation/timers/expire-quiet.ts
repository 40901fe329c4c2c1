import type { Context } from '../../../context.ts';
import { change } from '../state/change.ts';
import { deskTransaction } from '../state/desk-transaction.ts';
import { requeue } from '../state/requeue.ts';
import { lockStanding } from '../state/standing.ts';
import { tell } from '../state/tell.ts';
import { findDue } from './due.ts';
import { forEachDue } from './for-each-due.ts';

/** An owner who is silent for too long loses the conversation to the queue; the visitor is told (TKO-6). */
export async function expireQuiet(ctx: Context): Promise<void> {
  const due = await findDue(
    ctx.pool,
    'c.quiet_due <= $1 and c.snooze_until is null',
    new Date(ctx.now()),
  );
  await forEachDue(ctx, due, ({ tenant, id, claim }) =>
    deskTransaction(ctx, async (tx) => {
      const standing = await lockStanding(tx, tenant, id);
      const guard = 'claim = $6 and quiet_due <= $4 and snooze_until is null';
      await requeue(tx, standing, 'quiet', guard, [claim]);
    }),
  );
}

/** Half of that time is over: colleagues may take it without asking an admin. */
export async function warnOfQuiet(ctx: Context): Promise<void> {
  const due = await findDue(
    ctx.pool,
    'c.quiet_warn_at <= $1 and not c.quiet_warned and c.snooze_until is null',
    new Date(ctx.now()),
  );
  await forEachDue(ctx, due, ({ tenant, id, claim }) =>
    deskTransaction(ctx, async (tx) => {
      const standing = await lockStanding(tx, tenant, id);
      const row = await change(
        tx.db,
        standing,
        'quiet_warned = true',
        `state = 'human' and claim = $3 and quiet_warn_at <= $4 and not quiet_warned
           and snooze_until is null`,
        [claim, tx.now],
      );
      if (row) await tell(tx, row, { onlyOperators: true });
    }),
  );
}
