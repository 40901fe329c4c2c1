import { z } from 'zod';
import { line } from './text.ts';

/** The events of the desk: Slack notifications and webhooks hang on the same ones. */
export const announcementKinds = [
  'conversation.started',
  'conversation.escalated',
  'conversation.claimed',
  'conversation.handed_back',
  'conversation.closed',
  'message.created',
  'rating.low',
  'rating.given',
  'lead.captured',
  'action.ran',
] as const;
export type AnnouncementKind = (typeof announcementKinds)[number];

const fields = {
  name: line(80),
  url: z.url({ protocol: /^https?$/ }).max(2000),
  events: z.array(z.enum(announcementKinds)).min(1).max(announcementKinds.length),
  enabled: z.boolean(),
};
export const webhookBody = z.strictObject({ ...fields, enabled: fields.enabled.default(true) });
export const patchWebhookBody = z.strictObject(fields).partial();

export interface WebhookView {
  id: string;
  name: string;
  url: string;
  events: AnnouncementKind[];
  enabled: boolean;
  /** what keeps it from working, in words */
  trouble: string | null;
  last_delivery: WebhookDeliveryView | null;
  created_at: string;
}
/** `POST /v1/webhooks` and `…/{id}/secret`: the signing secret, shown once. */
export interface CreatedWebhook extends WebhookView {
  secret: string;
}
export interface WebhookDeliveryView {
  id: string;
  event: AnnouncementKind;
  state: 'waiting' | 'delivered' | 'failed';
  attempts: number;
  status: number | null;
  reason: string | null;
  created_at: string;
  next_attempt_at: string | null;
}
/**
 * What is sent. `Belay-Signature: t=<seconds>,v1=<hex HMAC-SHA-256 of "<t>.<body>">`; the id is the
 * same in every repetition.
 */
export interface WebhookPayload {
  id: string;
  event: AnnouncementKind;
  at: string;
  agent: { id: string; name: string };
  conversation_id: string | null;
  data: Record<string, unknown>;
}

/** `GET /v1/webhooks/{id}/deliveries`, the newest first. */
export const deliveriesQuery = z.object({
  state: z.enum(['waiting', 'delivered', 'failed']).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export interface DeliveriesPage {
  items: WebhookDeliveryView[];
  next_cursor: string | null;
}

/** `GET /v1/desk/announcements`, the newest first: what happened, and who was told. */
export const announcementsQuery = z.object({
  event: z.enum(announcementKinds).optional(),
  agent_id: z.string().max(60).optional(),
  conversation_id: z.string().max(60).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export interface AnnouncementView extends WebhookPayload {
  told: {
    via: 'webhook';
    webhook: { id: string; name: string };
    delivery_id: string;
    state: WebhookDeliveryView['state'];
    reason: string | null;
  }[];
}
export interface AnnouncementsPage {
  items: AnnouncementView[];
  next_cursor: string | null;
}
