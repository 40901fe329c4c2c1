import type { Context } from '../../../context.ts';
import { deskTransaction } from '../state/desk-transaction.ts';
import { lockStanding } from '../state/standing.ts';
import { wakeUp } from '../state/wake-up.ts';
import { findDue } from './due.ts';
import { forEachDue } from './for-each-due.ts';

/** What was put away until a moment is back at it. */
export async function wakeSnoozed(ctx: Context): Promise<void> {
  const due = await findDue(ctx.pool, 'c.snooze_until <= $1', new Date(ctx.now()));
  await forEachDue(ctx, due, ({ tenant, id, claim }) =>
    deskTransaction(ctx, async (tx) => {
      const standing = await lockStanding(tx, tenant, id);
      await wakeUp(tx, standing, 'claim = $6 and snooze_until <= $5', [claim]);
    }),
  );
}
