import type { WebhookView } from '@belay/contract/desk/webhook';
import { formatCount } from '../../ui/format-number.ts';

/** Whether all of them work, in a sentence. */
export function webhooksSentence(
  webhooks: readonly Pick<WebhookView, 'enabled' | 'trouble'>[],
): string {
  const on = webhooks.filter(({ enabled }) => enabled);
  const troubled = on.filter(({ trouble }) => trouble !== null).length;
  if (on.length === 0) return 'None is on: nothing is sent.';
  const all = `${formatCount(on.length, 'webhook')} ${on.length === 1 ? 'is' : 'are'} on`;
  if (troubled === 0) return `${all}.`;
  return `${all}, ${troubled} in trouble.`;
}
