import type { WebhookDeliveryView, WebhookView } from '@belay/contract/desk/webhook';
import type { Tone } from '../../ui/state-badge.tsx';

/** Whether a webhook works, in a word: off, in trouble, working, or not tried. */
export function webhookLook(webhook: Pick<WebhookView, 'enabled' | 'trouble' | 'last_delivery'>): {
  tone: Tone;
  word: string;
} {
  if (!webhook.enabled) return { tone: 'paused', word: 'Off' };
  if (webhook.trouble !== null) return { tone: 'bad', word: 'Trouble' };
  const last = webhook.last_delivery;
  if (!last) return { tone: 'idle', word: 'Nothing sent yet' };
  if (last.state === 'failed') return { tone: 'warn', word: 'Last one failed' };
  return { tone: 'ok', word: 'Works' };
}

/** How one delivery stands, in words. */
export function deliveryLook({
  state,
  attempts,
  status,
}: Pick<WebhookDeliveryView, 'state' | 'attempts' | 'status'>): { tone: Tone; word: string } {
  const answered = status === null ? '' : `, answered ${status}`;
  const tries = attempts > 1 ? ` at attempt ${attempts}` : '';
  switch (state) {
    case 'delivered':
      return { tone: 'ok', word: `Delivered${tries}${answered}` };
    case 'waiting':
      return attempts === 0
        ? { tone: 'busy', word: 'On its way' }
        : {
            tone: 'warn',
            word: `Tried ${attempts === 1 ? 'once' : `${attempts} times`}${answered}`,
          };
    case 'failed':
      return {
        tone: 'bad',
        word: `Given up after ${attempts === 1 ? 'one attempt' : `${attempts} attempts`}${answered}`,
      };
  }
}
