import type { Context } from '../../../context.ts';
import { OutboundError } from '../../../outbound/outbound-error.ts';
import { type OutboundAnswer, outboundFetch } from '../../../outbound/outbound-fetch.ts';

const timeoutMs = 20_000;

/** How we call ourselves in robots.txt. */
export const botName = 'BelayBot';

/** One request of a crawl. Throws an `OutboundError` with a sentence. */
export function fetchPage(
  ctx: Context,
  url: string,
  { mostBytes, accept, signal }: { mostBytes: number; accept: string; signal: AbortSignal },
): Promise<OutboundAnswer> {
  return outboundFetch(ctx, url, {
    headers: { 'user-agent': `${botName}/1.0 (+${ctx.config.publicUrl})`, accept },
    timeoutMs,
    mostBytes,
    signal,
  });
}

/** In words, for the page's row; a stopping server is no reason of the page's. */
export function outboundReason(error: unknown, signal: AbortSignal): string {
  signal.throwIfAborted();
  if (error instanceof OutboundError) return error.message;
  throw error;
}

/** What an answer other than 200 means to whoever wanted the page taught. */
export function statusReason(status: number): string {
  if (status === 404 || status === 410) return `The page isn’t there (${status}).`;
  if (status === 401 || status === 403)
    return `The site refuses programs (${status}). Allow ${botName} there, or upload the text as a document.`;
  if (status === 429) return 'The site asked to be asked less often (429). Read it again later.';
  if (status >= 500) return `The site has trouble of its own (${status}). Read it again later.`;
  return `The site answered ${status} instead of a page.`;
}
