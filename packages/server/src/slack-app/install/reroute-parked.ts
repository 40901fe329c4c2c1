import { inTransaction } from '../../db/in-transaction.ts';
import { rerouteEscalation } from '../../desk/slack/notify/reroute-escalation.ts';
import type { Task } from '../../jobs/tasks.ts';

/**
 * Somebody waits for an answer behind some of what a disconnecting parked: the admins are mailed
 * (NTF-4). A job of that commit, so that no process that dies leaves it undone.
 */
export const rerouteParked: Task<{ tenant: string; posts: string[] }> = async (
  ctx,
  { tenant, posts },
) => {
  for (const id of posts)
    await inTransaction(ctx.pool, (db) => rerouteEscalation(db, { tenant, id }));
};
