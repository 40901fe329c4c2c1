import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../clock.ts';
import type { Interval } from '../model.ts';

/** What went over the wire for one call, beside its body. */
export interface Exchange {
  signal?: AbortSignal | undefined;
  status?: number;
  /** ms; undefined where the server doesn't say */
  retryAfterMs?: number | undefined;
  read?: Interval;
}

/** Slack may serve a state that is some seconds old. */
const staleMs = 10_000;
/** The Date header has whole seconds. */
const headerMs = 1_000;

/**
 * The `fetch` for a WebClient, which offers no per-call hook: the call's own `Exchange` rides along
 * with its async context, takes the abort signal in and brings status and read interval out.
 */
export class ExchangeFetch {
  readonly #calls = new AsyncLocalStorage<Exchange>();
  readonly #fetch: typeof fetch;
  readonly #clock: Clock;

  constructor(inner: typeof fetch, clock: Clock) {
    this.#fetch = inner;
    this.#clock = clock;
  }

  run<T>(exchange: Exchange, call: () => Promise<T>): Promise<T> {
    return this.#calls.run(exchange, call);
  }

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const exchange = this.#calls.getStore() ?? {};
    const signals = [init.signal, exchange.signal].filter((signal) => !!signal);
    const sent = this.#clock.now();
    const response = await this.#fetch(input, {
      ...init,
      ...(signals.length > 0 ? { signal: AbortSignal.any(signals) } : {}),
    });
    const answered = this.#clock.now();
    exchange.status = response.status;
    exchange.retryAfterMs = retryAfterMs(response.headers);
    exchange.read = readInterval(response.headers, answered, answered - sent);
    return response;
  };
}

/** When, on Slack's clock, an answer's content was true; our own clock where it shows none. */
export function readInterval(headers: Headers, now: number, durationMs: number): Interval {
  const date = Date.parse(headers.get('date') ?? '');
  const at = Number.isNaN(date) ? now : date;
  return { lo: at - durationMs - staleMs, hi: at + headerMs };
}

/** Slack sends seconds; proxies in between may not. */
export function retryAfterMs(headers: Headers): number | undefined {
  const seconds = headers.get('retry-after')?.trim() ?? '';
  return /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : undefined;
}
