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

export const webhookBody = z.strictObject({
  name: line(80),
  url: z.url({ protocol: /^https?$/ }).max(2000),
  events: z.array(z.enum(announcementKinds)).min(1),
  enabled: z.boolean().default(true),
});
export const patchWebhookBody = webhookBody.partial();

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
