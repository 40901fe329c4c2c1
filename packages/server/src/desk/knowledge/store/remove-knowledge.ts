import type { Caller } from '../../../auth/authorize.ts';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { lockKnowledge } from './change-knowledge.ts';
import { recordKnowledgeChange } from './record-knowledge-change.ts';

/** A job forgets what it taught, then the row goes. Removing twice is removing once. */
export async function removeKnowledge(
  ctx: Context,
  caller: Caller,
  place: { agent: string; id: string },
): Promise<void> {
  await inTransaction(ctx.pool, async (db) => {
    const row = await lockKnowledge(db, caller.tenant, place);
    if (row.state === 'removing') return;
    await db.query(
      `update knowledge set state = 'removing', reason = null, version = version + 1, updated_at = $3
       where tenant = $1 and id = $2`,
      [row.tenant, row.id, new Date(ctx.now())],
    );
    await recordKnowledgeChange(db, caller, ctx.now(), { what: 'remove', row });
  });
}
