import { randomUUID } from 'node:crypto';
import type { Line, Retry, Sent } from './line.ts';
import { postSigned, type Way } from './post-signed.ts';

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
    return postSigned(
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
