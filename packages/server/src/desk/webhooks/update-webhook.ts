import type { patchWebhookBody } from '@belay/contract/desk/webhook';
import type { z } from 'zod';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { checkTarget } from '../../outbound/check-target.ts';
import { auditWebhook } from './audit-webhook.ts';
import { noSuchWebhook, webhookUuid } from './webhook-row.ts';

/** Changes what is given; switching it on forgets its trouble. Throws NOT_FOUND. */
export async function updateWebhook(
  ctx: Context,
  caller: Caller,
  id: string,
  patch: z.output<typeof patchWebhookBody>,
): Promise<string> {
  if (patch.url !== undefined) checkTarget(ctx.config, patch.url, 'url');
  const uuid = webhookUuid(id);
  await inTransaction(ctx.pool, async (db) => {
    const { rowCount } = await db.query(
      `update webhook set name = coalesce($3, name), url = coalesce($4, url),
         events = coalesce($5, events), is_enabled = coalesce($6, is_enabled),
         trouble = case when $6 then null else trouble end,
         failures = case when $6 or $4 is not null then 0 else failures end
       where tenant = $1 and id = $2`,
      [
        caller.tenant,
        uuid,
        patch.name ?? null,
        patch.url ?? null,
        patch.events ? [...new Set(patch.events)] : null,
        patch.enabled ?? null,
      ],
    );
    if (rowCount === 0) throw noSuchWebhook();
    await auditWebhook(ctx, db, caller, 'change', uuid, { changed: Object.keys(patch) });
  });
  return uuid;
}
