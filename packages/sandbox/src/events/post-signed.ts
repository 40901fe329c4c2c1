import type { Clock } from '../clock/clock.ts';
import { ackMs, failed, type Sent } from './line.ts';
import { signedHeaders } from './sign.ts';

const mostRedirects = 2;

export interface Way {
  signingSecret: string;
  clock: Clock;
}

/** One signed POST, judged as Slack judges it: any 2xx within 3 s, after two redirects at most. */
export async function postSigned(
  to: string,
  way: Way,
  body: string,
  headers: Record<string, string>,
): Promise<Sent> {
  const patience = new AbortController();
  const cancel = way.clock.after(ackMs, () => patience.abort());
  try {
    let url = to;
    for (let hops = 0; hops <= mostRedirects; hops++) {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        body,
        headers: { ...signedHeaders(way.signingSecret, body, way.clock.now()), ...headers },
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
