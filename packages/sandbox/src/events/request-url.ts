import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';
import { ackMs, failed, type Line, type Retry, type Sent } from './line.ts';
import { signedHeaders } from './sign.ts';

const mostRedirects = 2;

interface Way {
  signingSecret: string;
  clock: Clock;
}

/** Deliveries as signed POSTs, judged as Slack judges them: any 2xx within 3 s. */
export class RequestUrl implements Line {
  readonly kind = 'http';
  readonly url: string;
  readonly #way: Way;

  constructor(url: string, way: Way) {
    this.url = url;
    this.#way = way;
  }

  send(body: string, retry?: Retry): Promise<Sent> {
    return post(
      this.url,
      this.#way,
      body,
      retry
        ? { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason }
        : {},
    );
  }

  /** Slack's handshake. Answers why the URL is refused, in a sentence, or undefined. */
  async verify(): Promise<string | undefined> {
    const challenge = randomUUID();
    const sent = await this.send(
      JSON.stringify({ token: 'sandbox', challenge, type: 'url_verification' }),
    );
    const answer = sent.ok ? sent.text.trim() : '';
    const isRight =
      answer === challenge ||
      answer.includes(`challenge=${challenge}`) ||
      inJson(answer, challenge);
    if (isRight) return undefined;
    return `${this.url} did not answer the challenge (${sent.ok ? 'wrong answer' : sent.reason})`;
  }
}

async function post(
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

function inJson(answer: string, challenge: string): boolean {
  try {
    const parsed: unknown = JSON.parse(answer);
    return typeof parsed === 'object' && parsed !== null && 'challenge' in parsed
      ? parsed.challenge === challenge
      : false;
  } catch {
    return false;
  }
}
