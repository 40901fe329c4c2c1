import type { Context } from '../../context.ts';
import { publicId } from '../../memory/ids.ts';
import { openRequest } from '../../outbound/open-request.ts';
import { OutboundError } from '../../outbound/outbound-error.ts';
import { signBody } from '../../outbound/sign-body.ts';
import { type WebhookRow, webhookSecret } from './webhook-row.ts';

export interface SendOutcome {
  delivered: boolean;
  status: number | null;
  /** in words, where it wasn't */
  reason: string | null;
  /** the server stops: it counts as no try */
  wasStopped: boolean;
}

const timeoutMs = 10_000;

/** One POST of these bytes, signed. Whatever goes wrong is an outcome. */
export async function sendOnce(
  ctx: Context,
  webhook: Pick<WebhookRow, 'tenant' | 'id' | 'url' | 'secret'>,
  delivery: { id: string; event: string; body: string },
  signal?: AbortSignal,
): Promise<SendOutcome> {
  const secret = ctx.sealer.open(webhookSecret(webhook), webhook.secret);
  try {
    const answer = await openRequest(ctx, webhook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Belay-Webhook/1',
        'belay-event': delivery.event,
        'belay-delivery': publicId('dlv', delivery.id),
        'belay-signature': signBody(secret, delivery.body, ctx.now()),
      },
      body: delivery.body,
      timeoutMs,
      // what it says is of no interest
      mostBytes: 0,
      mostRedirects: 0,
      ...(signal ? { signal } : {}),
    });
    answer.close();
    const delivered = answer.status >= 200 && answer.status < 300;
    const reason = delivered ? null : reasonOf(answer.status);
    return { delivered, status: answer.status, reason, wasStopped: false };
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    const wasStopped = error.reason === 'stopped';
    return { delivered: false, status: null, reason: error.message, wasStopped };
  }
}

function reasonOf(status: number): string {
  if (status >= 300 && status < 400)
    return `It answered ${status}, a redirect. Enter the address that it leads to.`;
  if (status === 410) return 'It answered 410: it wants to hear nothing any more.';
  return `It answered ${status}.`;
}
