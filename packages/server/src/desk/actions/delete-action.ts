import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { auditAction } from './audit-action.ts';
import { type ActionPath, findAction } from './find-action.ts';

/** Removes it with its runs. Throws NOT_FOUND. */
export async function deleteAction(ctx: Context, caller: Caller, path: ActionPath): Promise<void> {
  await inTransaction(ctx.pool, async (db) => {
    const row = await findAction(db, path);
    await db.query('delete from action where tenant = $1 and id = $2', [row.tenant, row.id]);
    await auditAction(ctx, db, caller, 'delete', row, { name: row.definition.name });
  });
}
