import type { WebhookDeliveryView } from '@belay/contract/desk/webhook';
import { BelayError } from '@belay/contract/error';
import { recordAudit } from '../../auth/audit/record-audit.ts';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { addJob } from '../../jobs/add-job.ts';
import { publicId, uuidOf } from '../../memory/ids.ts';
import { type AnnouncementRow, announcementPayload } from '../announce/announcement-payload.ts';
import { deliveryJob } from './delivery-job.ts';
import { findWebhook } from './find-webhook.ts';
import { type DeliveryRow, deliveryColumns, deliveryView } from './webhook-row.ts';

/**
 * Sends a delivery again under its id, from its first try on. Throws NOT_FOUND, and CONFLICT where
 * the webhook is switched off or what it told of is no more.
 */
export async function replayDelivery(
  ctx: Context,
  caller: Caller,
  id: string,
  deliveryId: string,
): Promise<WebhookDeliveryView> {
  const { tenant } = caller;
  const noSuch = new BelayError('NOT_FOUND', 'There is no such delivery of this webhook.');
  return inTransaction(ctx.pool, async (db) => {
    const webhook = await findWebhook(db, tenant, id);
    const delivery = uuidOf('dlv', deliveryId);
    if (delivery === undefined) throw noSuch;
    const { rows } = await db.query<AnnouncementRow | { id: null }>(
      `select n.id, n.kind, n.agent, a.name as agent_name, n.conversation, n.data, n.at
       from webhook_delivery d
       left join announcement n on n.tenant = d.tenant and n.id = d.announcement
       left join agent a on a.tenant = n.tenant and a.id = n.agent
       where d.tenant = $1 and d.webhook = $2 and d.id = $3 for update of d`,
      [tenant, webhook.id, delivery],
    );
    const [row] = rows;
    if (!row) throw noSuch;
    if (!webhook.is_enabled)
      throw new BelayError('CONFLICT', 'The webhook is switched off. Switch it on first.');
    if (row.id === null)
      throw new BelayError(
        'CONFLICT',
        'This was a test, or what it told of was erased: there is nothing to send again.',
      );
    const now = new Date(ctx.now());
    const { rows: after } = await db.query<DeliveryRow>(
      `update webhook_delivery d set state = 'waiting', attempts = 0, status = null, reason = null,
         body = coalesce(d.body, $4), next_attempt_at = $5
       where d.tenant = $1 and d.webhook = $2 and d.id = $3 returning ${deliveryColumns}`,
      [tenant, webhook.id, delivery, JSON.stringify(announcementPayload(row)), now],
    );
    await addJob(db, 'deliver_webhook', { tenant, delivery }, deliveryJob(webhook.id, delivery));
    await recordAudit(db, ctx.now(), {
      ...{ tenant, actor: caller.actor, jti: caller.jti },
      endpoint: 'webhooks.replay',
      capability: 'desk.manage',
      details: { webhook_id: id, delivery_id: publicId('dlv', delivery) },
    });
    const [done] = after;
    if (!done) throw noSuch;
    return deliveryView(done);
  });
}
