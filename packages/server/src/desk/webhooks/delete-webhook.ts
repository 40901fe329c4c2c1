import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { auditWebhook } from './audit-webhook.ts';
import { noSuchWebhook, webhookUuid } from './webhook-row.ts';

/** Removes it with its deliveries. Throws NOT_FOUND. */
export async function deleteWebhook(ctx: Context, caller: Caller, id: string): Promise<void> {
  const uuid = webhookUuid(id);
  await inTransaction(ctx.pool, async (db) => {
    const { rowCount } = await db.query('delete from webhook where tenant = $1 and id = $2', [
      caller.tenant,
      uuid,
    ]);
    if (rowCount === 0) throw noSuchWebhook();
    await auditWebhook(ctx, db, caller, 'delete', uuid);
  });
}
