import type pg from 'pg';
import { noSuchWebhook, type WebhookRow, webhookColumns, webhookUuid } from './webhook-row.ts';

/** One webhook by its public id. Throws NOT_FOUND, also for another tenant's. */
export async function findWebhook(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  id: string,
): Promise<WebhookRow> {
  const { rows } = await db.query<WebhookRow>(
    `select ${webhookColumns} from webhook w where w.tenant = $1 and w.id = $2`,
    [tenant, webhookUuid(id)],
  );
  if (!rows[0]) throw noSuchWebhook();
  return rows[0];
}
