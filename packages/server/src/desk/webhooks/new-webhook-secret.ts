import { randomBytes } from 'node:crypto';

/** Signs what a webhook is sent. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64url')}`;
}
