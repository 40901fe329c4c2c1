import type { Clock } from '../clock/clock.ts';
import { signedHeaders } from './sign.ts';

/** Slack waits that long for an answer. */
const ackMs = 3_000;
const mostRedirects = 2;

export type FailureReason =
  | 'http_timeout'
  | 'too_many_redirects'
  | 'connection_failed'
  | 'http_error'
  | 'unknown_error';

export type Sent =
  | { ok: true; text: string }
  | { ok: false; reason: FailureReason; noRetry: boolean };

/** One signed POST to a request URL, judged as Slack judges it: any 2xx within 3 s. */
export async function send(
  to: { url: string; signingSecret: string; clock: Clock },
  body: string,
  headers: Record<string, string> = {},
): Promise<Sent> {
  const failed = (reason: FailureReason, noRetry = false): Sent => ({ ok: false, reason, noRetry });
  const patience = new AbortController();
  const cancel = to.clock.after(ackMs, () => patience.abort());
  try {
    let { url } = to;
    for (let hops = 0; hops <= mostRedirects; hops++) {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        body,
        headers: { ...signedHeaders(to.signingSecret, body, to.clock.now()), ...headers },
        signal: patience.signal,
      });
      const next = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && next) {
        await response.body?.cancel();
        url = new URL(next, url).href;
        continue;
      }
      const text = await response.text();
      if (response.ok) return { ok: true, text };
      return failed('http_error', response.headers.get('x-slack-no-retry') === '1');
    }
    return failed('too_many_redirects');
  } catch (error) {
    if (patience.signal.aborted) return failed('http_timeout');
    // fetch says "failed" for every broken connection
    return failed(error instanceof TypeError ? 'connection_failed' : 'unknown_error');
  } finally {
    cancel();
  }
}
