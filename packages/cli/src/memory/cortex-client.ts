import { type Clock, MemoryError } from '@belay/connector/ports';
import { ApiError } from './api-error.ts';
import { retryAfter } from './retry-after.ts';

/** What a request may carry. `raw` is sent byte for byte, so a retry is the same request. */
export interface CortexRequest {
  query?: Record<string, string | number | undefined>;
  json?: unknown;
  raw?: string;
  stream?: ReadableStream<Uint8Array>;
  contentType?: string;
  timeoutMs?: number;
  signal?: AbortSignal | undefined;
}

export interface CortexClientOptions {
  /** base URL, e.g. `http://localhost:3141`; a path prefix is kept */
  url: string;
  token?: string | undefined;
  actor?: string | undefined;
  clock?: Pick<Clock, 'now'>;
  fetch?: typeof fetch;
  timeoutMs?: number;
}

/** One CortexDB v1 over HTTP: who we are, timeouts, and refusals as `ApiError`. */
export class CortexClient {
  readonly url: string;
  readonly actor: string | undefined;
  readonly #token: string | undefined;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #fetch: typeof fetch;
  readonly #timeoutMs: number;

  constructor(options: CortexClientOptions) {
    this.url = options.url.replace(/\/+$/, '');
    this.actor = options.actor;
    this.#token = options.token;
    this.#clock = options.clock ?? Date;
    this.#fetch = options.fetch ?? fetch;
    this.#timeoutMs = options.timeoutMs ?? 60_000;
  }

  /** The parsed JSON of a 2xx answer (undefined when empty). Throws `MemoryError`. */
  async call(method: string, path: string, request: CortexRequest = {}): Promise<unknown> {
    const response = await this.open(method, path, request);
    const text = await this.#reading(response.text(), request.signal);
    return text === '' ? undefined : parseJson(text);
  }

  /** A 2xx answer whose body the caller reads. Throws `MemoryError`. */
  async open(method: string, path: string, request: CortexRequest = {}): Promise<Response> {
    const target = new URL(this.url + path);
    for (const [name, value] of Object.entries(request.query ?? {}))
      if (value !== undefined) target.searchParams.set(name, String(value));
    const body = request.stream ?? request.raw ?? jsonBody(request.json);
    const timeout = AbortSignal.timeout(request.timeoutMs ?? this.#timeoutMs);
    const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
    const response = await this.#reading(
      this.#fetch(target, {
        method,
        headers: this.#headers(request, body !== undefined),
        signal,
        redirect: 'error',
        ...(body === undefined ? {} : { body, duplex: 'half' }),
      }),
      request.signal,
    );
    if (response.ok) return response;
    const refusal = await this.#reading(response.text(), request.signal);
    throw new ApiError(response.status, parseJson(refusal), {
      retryAfterMs: retryAfter(response.headers, this.#clock.now()),
      requestId: response.headers.get('x-cortex-request-id') ?? undefined,
    });
  }

  #headers(request: CortexRequest, hasBody: boolean): Record<string, string> {
    return {
      accept: 'application/json',
      ...(this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` }),
      ...(this.actor === undefined ? {} : { 'x-cortex-actor': this.actor }),
      ...(hasBody ? { 'content-type': request.contentType ?? 'application/json' } : {}),
    };
  }

  /** Loss of contact in words; an abort by the caller stays the caller's own reason. */
  async #reading<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    try {
      return await answer;
    } catch (cause) {
      if (signal?.aborted) throw signal.reason;
      if (cause instanceof Error && cause.name === 'TimeoutError')
        throw new MemoryError('TIMEOUT', `${this.url} did not answer in time`, {
          cause,
          retriable: true,
        });
      throw new MemoryError('UNREACHABLE', `${this.url} can't be reached (${reasonOf(cause)})`, {
        cause,
        retriable: true,
      });
    }
  }
}

function jsonBody(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

/** Parsed JSON, or undefined for anything else: a proxy's HTML page is no answer of a memory. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `fetch failed` says nothing; its cause has the code (ECONNREFUSED, ENOTFOUND, …). */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error) {
    const code = (cause as NodeJS.ErrnoException).code;
    return code ?? cause.message;
  }
  return String(cause);
}
