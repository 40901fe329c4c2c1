import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { type ActionRow, sealedName } from './action-row.ts';
import { auditAction } from './audit-action.ts';
import { type ActionPath, findAction } from './find-action.ts';
import { newActionSecret } from './new-action-secret.ts';

/** Another signing secret, told this once. Throws NOT_FOUND. */
export async function renewActionSecret(
  ctx: Context,
  caller: Caller,
  path: ActionPath,
): Promise<{ row: ActionRow; secret: string }> {
  const secret = newActionSecret();
  const row = await inTransaction(ctx.pool, async (db) => {
    const found = await findAction(db, path);
    await db.query('update action set secret = $3 where tenant = $1 and id = $2', [
      found.tenant,
      found.id,
      ctx.sealer.seal(sealedName.secret(found), secret),
    ]);
    await auditAction(ctx, db, caller, 'secret', found);
    return found;
  });
  return { row, secret };
}
