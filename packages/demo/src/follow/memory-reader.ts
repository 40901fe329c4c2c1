import { type Frame, sseFrames } from './sse-frames.ts';

/** Who asks: the demo tenant's own token, and the scope under which everything of it lies. */
export interface DemoIdentity {
  token: string;
  actor: string;
  scope: string;
}

/** The memory answered with a refusal. `status` is HTTP's, the code is the memory's. */
export class ReadRefused extends Error {
  override readonly name = 'ReadRefused';
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Reads the demo tenant's memory through the public API, as any user of it could. */
export class MemoryReader {
  readonly #url: string;
  readonly #identity: DemoIdentity;

  constructor(url: string, identity: DemoIdentity) {
    this.#url = url;
    this.#identity = identity;
  }

  /** Undefined when it is gone: forgotten between its news and this question. */
  async event(id: string, signal: AbortSignal): Promise<unknown> {
    try {
      return await this.#json(`/v1/events/${id}`, { signal });
    } catch (error) {
      if (error instanceof ReadRefused && error.status === 404) return undefined;
      throw error;
    }
  }

  /** What was indexed or forgotten after `since`, and from then on as it happens. */
  async *lifecycle(since: string | undefined, signal: AbortSignal): AsyncGenerator<Frame> {
    const query = new URLSearchParams({ scope: this.#identity.scope, events: 'indexed,forgotten' });
    if (since !== undefined) query.set('since_lifecycle_id', since);
    const answer = await this.#fetch(`/v1/lifecycle/stream?${query}`, { signal });
    if (answer.body) yield* sseFrames(answer.body);
  }

  /** The stratified pack that answers a question. */
  recall(query: string, signal: AbortSignal): Promise<Record<string, unknown>> {
    return this.#json('/v1/recall', {
      method: 'POST',
      body: JSON.stringify({
        scope: this.#identity.scope,
        view: 'descend',
        query,
        include: ['events'],
        budgets: { max_tokens: 4000, per_layer_limits: { events: 8 } },
      }),
      signal,
    });
  }

  async #json(path: string, init: RequestInit): Promise<Record<string, unknown>> {
    const answer = await this.#fetch(path, init);
    return (await answer.json()) as Record<string, unknown>;
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const answer = await fetch(`${this.#url}${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${this.#identity.token}`,
        'x-cortex-actor': this.#identity.actor,
        'content-type': 'application/json',
      },
    });
    if (answer.ok) return answer;
    const body = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
    throw new ReadRefused(
      answer.status,
      String(body.error_code ?? 'UNKNOWN'),
      String(body.message ?? `The memory answered ${answer.status}.`),
    );
  }
}
