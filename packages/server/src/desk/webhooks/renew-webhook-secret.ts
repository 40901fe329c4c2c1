import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { auditWebhook } from './audit-webhook.ts';
import { newWebhookSecret } from './new-webhook-secret.ts';
import { noSuchWebhook, webhookSecret, webhookUuid } from './webhook-row.ts';

/** Another secret, told this once; the old one ends with the commit. Throws NOT_FOUND. */
export async function renewWebhookSecret(
  ctx: Context,
  caller: Caller,
  id: string,
): Promise<{ id: string; secret: string }> {
  const { tenant } = caller;
  const uuid = webhookUuid(id);
  const secret = newWebhookSecret();
  await inTransaction(ctx.pool, async (db) => {
    const { rowCount } = await db.query(
      'update webhook set secret = $3 where tenant = $1 and id = $2',
      [tenant, uuid, ctx.sealer.seal(webhookSecret({ tenant, id: uuid }), secret)],
    );
    if (rowCount === 0) throw noSuchWebhook();
    await auditWebhook(ctx, db, caller, 'secret', uuid);
  });
  return { id: uuid, secret };
}
