import { ApiError, isRecord } from '@belay/cli/memory/api-error';
import type { CortexClient } from '@belay/cli/memory/cortex-client';
import { type Frame, sseFrames } from './sse-frames.ts';

/** A stream has no end; the client's timeout is for single answers. The longest that timers know. */
const noTimeout = 2 ** 31 - 1;

/** Lifecycle ids sort as their places do; this one lies before all. Without an id a stream begins now. */
const beginning = `lce_${'0'.repeat(36)}`;

/** Reads the demo tenant's memory through the public API, as any user of it could. */
export class MemoryReader {
  readonly #client: CortexClient;
  readonly #scope: string;

  constructor(client: CortexClient, scope: string) {
    this.#client = client;
    this.#scope = scope;
  }

  /** Undefined when it is gone: forgotten between its news and this question. */
  async event(id: string, signal: AbortSignal): Promise<unknown> {
    try {
      return await this.#client.call('GET', `/v1/events/${id}`, { signal });
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  }

  /** What was indexed or forgotten after `since`, and from then on as it happens. */
  async *lifecycle(since: string | undefined, signal: AbortSignal): AsyncGenerator<Frame> {
    const answer = await this.#client.open('GET', '/v1/lifecycle/stream', {
      query: {
        scope: this.#scope,
        events: 'indexed,forgotten',
        since_lifecycle_id: since ?? beginning,
      },
      timeoutMs: noTimeout,
      signal,
    });
    if (answer.body) yield* sseFrames(answer.body);
  }

  /** The stratified pack that answers a question. Throws `MemoryError`. */
  async recall(query: string, signal: AbortSignal): Promise<Record<string, unknown>> {
    const pack = await this.#client.call('POST', '/v1/recall', {
      json: {
        scope: this.#scope,
        view: 'descend',
        query,
        include: ['events'],
        budgets: { max_tokens: 4000, per_layer_limits: { events: 5 } },
      },
      signal,
    });
    return isRecord(pack) ? pack : {};
  }
}
