import type { WebhookDeliveryView, WebhookPayload } from '@belay/contract/desk/webhook';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { publicId, uuidv7 } from '../../memory/ids.ts';
import { findWebhook } from './find-webhook.ts';
import { sendOnce } from './send-once.ts';
import { type DeliveryRow, deliveryColumns, deliveryView } from './webhook-row.ts';

const nobody = '00000000-0000-0000-0000-000000000000';

/** Sends one made-up event at once, switched on or off, and says what came of it. No second try. */
export async function testWebhook(
  ctx: Context,
  caller: Caller,
  id: string,
): Promise<WebhookDeliveryView> {
  const webhook = await findWebhook(ctx.pool, caller.tenant, id);
  const event = webhook.events[0] ?? 'conversation.started';
  const at = ctx.now();
  const delivery = uuidv7(at);
  const payload: WebhookPayload = {
    id: publicId('ann', uuidv7(at)),
    event,
    at: new Date(at).toISOString(),
    agent: { id: publicId('agt', nobody), name: 'Test' },
    conversation_id: null,
    data: { test: true },
  };
  const body = JSON.stringify(payload);
  const outcome = await sendOnce(ctx, webhook, { id: delivery, event, body });
  const { rows } = await ctx.pool.query<DeliveryRow>(
    `insert into webhook_delivery as d
       (tenant, id, webhook, event, state, attempts, status, reason, created_at)
     select w.tenant, $3, w.id, $4, $5, 1, $6, $7, $8 from webhook w where w.tenant = $1 and w.id = $2
     returning ${deliveryColumns}`,
    [
      webhook.tenant,
      webhook.id,
      delivery,
      event,
      outcome.delivered ? 'delivered' : 'failed',
      outcome.status,
      outcome.reason,
      new Date(at),
    ],
  );
  // removed meanwhile: it is told like any other
  const [row] = rows;
  if (row) return deliveryView(row);
  await findWebhook(ctx.pool, caller.tenant, id);
  throw new Error('a webhook that stands takes its delivery');
}
