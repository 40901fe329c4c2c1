import type { DeliveriesPage, deliveriesQuery } from '@belay/contract/desk/webhook';
import type pg from 'pg';
import type { z } from 'zod';
import { pageOf, readCursor } from '../announce/id-cursor.ts';
import { findWebhook } from './find-webhook.ts';
import { type DeliveryRow, deliveryColumns, deliveryView } from './webhook-row.ts';

/** What a webhook was told, the newest first. Throws NOT_FOUND. */
export async function listDeliveries(
  pool: pg.Pool,
  tenant: string,
  id: string,
  { state, cursor, limit }: z.output<typeof deliveriesQuery>,
): Promise<DeliveriesPage> {
  const webhook = await findWebhook(pool, tenant, id);
  const { rows } = await pool.query<DeliveryRow>(
    `select ${deliveryColumns} from webhook_delivery d
     where d.tenant = $1 and d.webhook = $2 and ($3::uuid is null or d.id < $3)
       and ($4::text is null or d.state = $4)
     order by d.id desc limit $5`,
    [tenant, webhook.id, readCursor('dlv', cursor), state ?? null, limit + 1],
  );
  const { page, next_cursor } = pageOf('dlv', rows, limit);
  return { items: page.map(deliveryView), next_cursor };
}
