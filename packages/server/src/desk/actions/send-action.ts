import { setTimeout as sleep } from 'node:timers/promises';
import { type OutboundContext, openRequest } from '../../outbound/open-request.ts';
import { OutboundError } from '../../outbound/outbound-error.ts';
import type { ActionRequest } from './build-request.ts';

export interface SentAction {
  state: 'done' | 'failed' | 'unknown';
  status: number | null;
  /** in words */
  outcome: string;
  /** as far as it was read */
  body: string;
  contentType: string | null;
  isCut: boolean;
  /** the body's JSON, if it is whole and some */
  result: unknown;
}

/** More is neither quoted nor given to a model. */
const mostBytes = 32 * 1024;
const pausesMs = [500, 2_000];
/** Of all tries together: a visitor waits. */
export const mostMs = 60_000;

/**
 * Sends the request once; an idempotent one up to three times while nobody knows how it ended, or
 * the server says that it can't now. Whatever goes wrong is an outcome.
 */
export async function sendAction(
  ctx: OutboundContext,
  request: ActionRequest,
  { timeoutMs, idempotent }: { timeoutMs: number; idempotent: boolean },
  pause: (ms: number) => Promise<unknown> = sleep,
): Promise<SentAction> {
  const tries = idempotent ? pausesMs.length + 1 : 1;
  const each = Math.min(timeoutMs, Math.floor((mostMs - 2_500) / tries));
  for (let number = 0; ; number++) {
    const sent = await sendOnce(ctx, request, idempotent ? each : timeoutMs);
    const wait = pausesMs[number];
    const helps = sent.state === 'unknown' || (sent.status !== null && mayPass(sent.status));
    if (!idempotent || !helps || wait === undefined) return sent;
    await pause(wait);
  }
}

function mayPass(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

async function sendOnce(
  ctx: OutboundContext,
  { method, url, headers, body }: ActionRequest,
  timeoutMs: number,
): Promise<SentAction> {
  try {
    const answer = await openRequest(ctx, url, {
      method,
      headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
      ...(body === undefined ? {} : { body }),
      timeoutMs,
      mostBytes,
    });
    const chunks: Buffer[] = [];
    let isCut = false;
    try {
      for await (const chunk of answer.body) chunks.push(chunk);
    } catch {
      // its head said how it went
      isCut = true;
    } finally {
      answer.close();
    }
    const text = Buffer.concat(chunks).toString();
    const isGood = answer.status >= 200 && answer.status < 300;
    return {
      state: isGood ? 'done' : 'failed',
      status: answer.status,
      outcome: `It answered ${answer.status}.`,
      body: text,
      contentType: answer.headers.get('content-type'),
      isCut,
      result: isCut ? undefined : json(text),
    };
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    const nothing = { status: null, body: '', contentType: null, isCut: false, result: undefined };
    if (!error.maybeSent) return { ...nothing, state: 'failed', outcome: error.message };
    return {
      ...nothing,
      state: 'unknown',
      outcome: `${error.message} It may have acted on the request all the same.`,
    };
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
