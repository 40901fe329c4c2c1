import type { CardMessage } from '../cards/block.ts';
import { responseUrl } from '../parse/response-url.ts';
import { retryAfterMs } from './exchange.ts';
import type { PostOutcome } from './post-outcome.ts';

export interface AnswerOptions {
  fetch: typeof fetch;
  /** ms of real time */
  timeoutMs: number;
  /** the configured server, where it isn't Slack */
  apiUrl?: string | undefined;
}

/** `replace`: what was clicked becomes this; `private`: a new message for who clicked. */
export type AnswerWith = { kind: 'replace' | 'private'; message: CardMessage } | { kind: 'delete' };

/**
 * Answers a click or a command at the address that came with it: five times within 30 minutes,
 * without a token. The address is checked again, and no redirect is followed.
 */
export async function postAnswer(
  address: string,
  answer: AnswerWith,
  { fetch, timeoutMs, apiUrl }: AnswerOptions,
): Promise<PostOutcome<undefined>> {
  const url = responseUrl(address, apiUrl);
  if (url === undefined) return { kind: 'gone', reason: 'answer', code: 'foreign_address' };
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(bodyOf(answer)),
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
  } catch {
    return { kind: 'unknown-outcome', code: 'network_error' };
  }
  const code = `http_${response.status}`;
  if (response.ok) return { kind: 'done', value: undefined };
  if (response.status === 429)
    return { kind: 'retry-later', ms: retryAfterMs(response.headers) ?? 30_000, code };
  if (response.status >= 500) return { kind: 'unknown-outcome', code };
  return { kind: 'gone', reason: 'answer', code };
}

function bodyOf(answer: AnswerWith): object {
  if (answer.kind === 'delete') return { delete_original: true };
  const { text, blocks } = answer.message;
  return answer.kind === 'replace'
    ? { replace_original: true, text, blocks }
    : { response_type: 'ephemeral', replace_original: false, text, blocks };
}
