import type {
  AnnouncementKind,
  WebhookDeliveryView,
  WebhookView,
} from '@belay/contract/desk/webhook';
import { BelayError } from '@belay/contract/error';
import { publicId, uuidOf } from '../../memory/ids.ts';

export interface WebhookRow {
  tenant: string;
  id: string;
  name: string;
  url: string;
  events: AnnouncementKind[];
  secret: Buffer;
  is_enabled: boolean;
  trouble: string | null;
  created_at: Date;
}
export interface DeliveryRow {
  id: string;
  event: AnnouncementKind;
  state: WebhookDeliveryView['state'];
  attempts: number;
  status: number | null;
  reason: string | null;
  created_at: Date;
  next_attempt_at: Date | null;
}

export const webhookColumns =
  'w.tenant, w.id, w.name, w.url, w.events, w.secret, w.is_enabled, w.trouble, w.created_at';
export const deliveryColumns =
  'd.id, d.event, d.state, d.attempts, d.status, d.reason, d.created_at, d.next_attempt_at';

/** What the secret's bytes are bound to. */
export function webhookSecret({ tenant, id }: { tenant: string; id: string }): string {
  return `webhook:${tenant}:${id}`;
}

export function webhookUuid(id: string): string {
  const uuid = uuidOf('whk', id);
  if (uuid === undefined) throw noSuchWebhook();
  return uuid;
}

export function noSuchWebhook(): BelayError {
  return new BelayError('NOT_FOUND', 'There is no such webhook. GET /v1/webhooks lists yours.');
}

export function webhookView(row: WebhookRow, last: DeliveryRow | undefined): WebhookView {
  return {
    id: publicId('whk', row.id),
    name: row.name,
    url: row.url,
    events: row.events,
    enabled: row.is_enabled,
    trouble: row.trouble,
    last_delivery: last ? deliveryView(last) : null,
    created_at: row.created_at.toISOString(),
  };
}

export function deliveryView(row: DeliveryRow): WebhookDeliveryView {
  return {
    id: publicId('dlv', row.id),
    event: row.event,
    state: row.state,
    attempts: row.attempts,
    status: row.status,
    reason: row.reason,
    created_at: row.created_at.toISOString(),
    next_attempt_at: row.next_attempt_at?.toISOString() ?? null,
  };
}
