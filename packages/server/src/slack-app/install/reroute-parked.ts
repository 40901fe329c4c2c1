import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { rerouteEscalation } from '../../desk/slack/notify/reroute-escalation.ts';

/** Somebody waits for an answer behind some of what a disconnecting parked: the admins are mailed. */
export async function rerouteParked(
  ctx: Context,
  tenant: string,
  posts: readonly string[],
): Promise<void> {
  for (const id of posts)
    await inTransaction(ctx.pool, (db) => rerouteEscalation(db, { tenant, id }));
}
