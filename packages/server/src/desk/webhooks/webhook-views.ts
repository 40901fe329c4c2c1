import type { WebhookView } from '@belay/contract/desk/webhook';
import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import { shownUrl } from '../announce/shown-url.ts';
import {
  type DeliveryRow,
  deliveryColumns,
  type WebhookRow,
  webhookColumns,
  webhookView,
} from './webhook-row.ts';

/** The webhooks of a tenant with their last delivery, the oldest first; `id`: that one alone. */
export async function webhookViews(
  db: pg.Pool | pg.PoolClient,
  caller: Caller,
  id: string | null = null,
): Promise<WebhookView[]> {
  const { tenant } = caller;
  const { rows } = await db.query<WebhookRow>(
    `select ${webhookColumns} from webhook w
     where w.tenant = $1 and ($2::uuid is null or w.id = $2) order by w.created_at, w.id`,
    [tenant, id],
  );
  const { rows: last } = await db.query<DeliveryRow & { webhook: string }>(
    `select w.id as webhook, d.* from unnest($2::uuid[]) as w (id)
     cross join lateral (
       select ${deliveryColumns} from webhook_delivery d
       where d.tenant = $1 and d.webhook = w.id order by d.id desc limit 1) d`,
    [tenant, rows.map((row) => row.id)],
  );
  return rows.map((row) => ({
    ...webhookView(
      row,
      last.find(({ webhook }) => webhook === row.id),
    ),
    url: shownUrl(caller, row.url),
  }));
}
