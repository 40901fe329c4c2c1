import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import { SlackError } from '../error.ts';
import type { Interval } from '../model.ts';
import { type Fields, fields, texts } from '../parse/fields.ts';
import { type Exchange, ExchangeFetch } from './exchange.ts';
import { retried } from './retry.ts';
import type { Scheduler } from './scheduler.ts';
import { slackFailure } from './slack-failure.ts';

export const slackApiUrl = 'https://slack.com/api/';

export interface WebApiOptions {
  token: string;
  apiUrl: string;
  clock: Clock;
  scheduler: Scheduler;
  random: () => number;
  fetch: typeof fetch;
  /** ms of real time for one request; a watchdog for dead connections */
  timeoutMs: number;
}

export interface Answer {
  body: Fields;
  read: Interval;
  /** the token's scopes, where the server tells */
  scopes?: string[];
}

/** The client logs bodies and headers; ours are nobody's business. */
const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

/** Reads from the Web API: the official client's transport, our scheduling and our errors. */
export class WebApi {
  readonly #options: WebApiOptions;
  readonly #exchanges: ExchangeFetch;
  readonly #client: WebClient;

  constructor(options: WebApiOptions) {
    this.#options = options;
    this.#exchanges = new ExchangeFetch(options.fetch, options.clock);
    this.#client = new WebClient(options.token, {
      slackApiUrl: options.apiUrl,
      allowAbsoluteUrls: false,
      rejectRateLimitedCalls: true,
      retryConfig: { retries: 0 },
      // its queue must never hold a call back: the scheduler has, and the exchange rides on it
      maxRequestConcurrency: Number.POSITIVE_INFINITY,
      timeout: options.timeoutMs,
      fetch: this.#exchanges.fetch,
      logger: silent,
    });
  }

  /**
   * One idempotent read; arguments given as a function are settled when the request leaves. Throws
   * `SlackError`, or the signal's reason.
   */
  read(method: string, args: Fields | (() => Fields), signal?: AbortSignal): Promise<Answer> {
    const { clock, random } = this.#options;
    return retried(() => this.once(method, args, signal), { clock, random, signal });
  }

  /** The same without repeating it when its outcome is unknown. */
  once(method: string, args: Fields | (() => Fields), signal?: AbortSignal): Promise<Answer> {
    const ask = () => this.#ask(method, typeof args === 'function' ? args() : args, signal);
    return this.#options.scheduler.run(method, ask, signal);
  }

  /** A single request, also where Slack asks to wait: who queues messages decides what is next. */
  attempt(method: string, args: Fields, signal?: AbortSignal): Promise<Answer> {
    return this.#options.scheduler.run(method, () => this.#ask(method, args, signal), signal, 1);
  }

  async #ask(method: string, args: Fields, signal: AbortSignal | undefined): Promise<Answer> {
    const exchange: Exchange = { signal };
    try {
      const body = fields(
        await this.#exchanges.run(exchange, () => this.#client.apiCall(method, { ...args })),
      );
      const { read } = exchange;
      if (!read) throw new SlackError('invalid_answer', `${method} was never sent.`);
      const scopes = texts(fields(body.response_metadata).scopes);
      return scopes.length > 0 ? { body, read, scopes } : { body, read };
    } catch (error) {
      throw slackFailure(method, error, exchange);
    }
  }
}
