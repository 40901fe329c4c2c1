import type { webhookBody } from '@belay/contract/desk/webhook';
import { BelayError } from '@belay/contract/error';
import type { z } from 'zod';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { uuidv7 } from '../../memory/ids.ts';
import { checkTarget } from '../../outbound/check-target.ts';
import { auditWebhook } from './audit-webhook.ts';
import { newWebhookSecret } from './new-webhook-secret.ts';
import { webhookSecret } from './webhook-row.ts';

/** Each event costs a row for each of them. */
const mostWebhooks = 20;

/** A new webhook and its secret, which is told this once. */
export async function createWebhook(
  ctx: Context,
  caller: Caller,
  body: z.output<typeof webhookBody>,
): Promise<{ id: string; secret: string }> {
  checkTarget(ctx.config, body.url, 'url');
  const { tenant } = caller;
  const id = uuidv7(ctx.now());
  const secret = newWebhookSecret();
  const sealed = ctx.sealer.seal(webhookSecret({ tenant, id }), secret);
  await inTransaction(ctx.pool, async (db) => {
    const { rowCount } = await db.query(
      `insert into webhook (tenant, id, name, url, events, secret, is_enabled)
       select $1, $2, $3, $4, $5, $6, $7
       where (select count(*) from webhook where tenant = $1) < $8`,
      [
        tenant,
        id,
        body.name,
        body.url,
        [...new Set(body.events)],
        sealed,
        body.enabled,
        mostWebhooks,
      ],
    );
    if (rowCount === 0)
      throw new BelayError(
        'CONFLICT',
        `There are ${mostWebhooks} webhooks already. Remove one first.`,
      );
    await auditWebhook(ctx, db, caller, 'create', id, { name: body.name, events: body.events });
  });
  return { id, secret };
}
