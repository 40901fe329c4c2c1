import type pg from 'pg';
import type { Context } from '../../../context.ts';
import type { DeskTx } from '../state/desk-transaction.ts';
import { endMembership } from '../state/hold-membership.ts';
import { requeue } from '../state/requeue.ts';
import { lockStanding } from '../state/standing.ts';
import { tell } from '../state/tell.ts';

/**
 * What a person holds goes back to the queue, in the transaction that takes their role, after that
 * is written; call `ctx.desk.wake()` after its commit. Returns how many conversations.
 */
export async function releaseAllOf(
  ctx: Context,
  db: pg.PoolClient,
  { tenant, person }: { tenant: string; person: string },
): Promise<number> {
  await endMembership(db, { tenant, person });
  const tx: DeskTx = { ctx, db, now: new Date(ctx.now()) };
  const { rows } = await db.query<{ id: string; visitor: string; isOwned: boolean }>(
    `select id, visitor, owner is not distinct from $2 as "isOwned" from conversation
     where tenant = $1 and (owner = $2 or assignee = $2) order by id`,
    [tenant, person],
  );
  let released = 0;
  for (const { id, visitor, isOwned } of rows) {
    const standing = await lockStanding(tx, tenant, id);
    if (isOwned && (await requeue(tx, standing, 'left', 'owner = $6', [person]))) released += 1;
    if (isOwned) continue;
    await db.query(
      'update conversation set assignee = null where tenant = $1 and id = $2 and assignee = $3',
      [tenant, id, person],
    );
    await tell(tx, { tenant, id, visitor }, { onlyOperators: true });
  }
  return released;
}
