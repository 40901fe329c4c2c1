import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Experience } from '@belay/contract/experience';

/** How a CortexDB that is not ours is documented, or was measured, to differ. */
export interface Quirks {
  /** moves the clock of its keys */
  now?: () => number;
  /** how long a key is remembered, ms; default for ever */
  keyLifeMs?: number;
  /** scope types that its policy allows; default all */
  scopeTypes?: string[];
  /** how actors come back */
  actors?: 'string' | 'object';
  /** `ulid`: ids of another shape than ours */
  ids?: 'hex' | 'ulid';
  /** `measured`: every event twice, `id`, labels within `context` alone, query labels ignored */
  listing?: 'documented' | 'measured';
  /** `batch_only`: a bulk answer without results */
  bulk?: 'results' | 'batch_only';
  /** refuses a request, or one item of a bulk (`item`: its place), before anything is stored */
  refuse?: (request: {
    method: string;
    path: string;
    nth: number;
    item?: number;
  }) => Refusal | undefined;
  /** answers are lost after the work was done */
  loseAnswer?: (request: { method: string; path: string; nth: number }) => boolean;
}

export interface Refusal {
  status: number;
  code: string;
  retriable?: boolean;
  retryAfter?: number;
}

interface Stored {
  id: string;
  at: number;
  body: string;
  experience: Experience;
  forgotten: boolean;
}

type Answer = { status: number; body: unknown; headers?: Record<string, string> };

/**
 * A small CortexDB v1 of another make, over HTTP on the loopback interface, with the quirks that
 * the public documents and integrators tell of. No supersession, no `forgotten: true`, and a
 * lifecycle stream that accepts and stays silent.
 */
export async function foreignCortex(quirks: Quirks = {}) {
  const cortex = new ForeignCortex(quirks);
  const server = createServer((request, response) => {
    void cortex.serve(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    quirks,
    get live() {
      return cortex.events.filter(({ forgotten }) => !forgotten);
    },
    /** everything ever stored */
    events: cortex.events,
    blobs: cortex.blobs,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type ForeignCortexServer = Awaited<ReturnType<typeof foreignCortex>>;

class ForeignCortex {
  readonly events: Stored[] = [];
  readonly blobs = new Map<string, Buffer>();
  readonly #keys = new Map<string, Stored>();
  readonly #quirks: Quirks;
  #nth = 0;

  constructor(quirks: Quirks) {
    this.#quirks = quirks;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://cortex');
    const seen = { method: request.method ?? '', path: url.pathname, nth: ++this.#nth };
    if (seen.path === '/v1/lifecycle/stream') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      return;
    }
    const refusal = this.#quirks.refuse?.(seen);
    const { status, body, headers } = refusal
      ? refused(refusal)
      : this.#answer(seen, url.searchParams, Buffer.concat(chunks));
    if (this.#quirks.loseAnswer?.(seen)) {
      request.socket.destroy();
      return;
    }
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  }

  #answer(
    { method, path, nth }: { method: string; path: string; nth: number },
    query: URLSearchParams,
    body: Buffer,
  ): Answer {
    const json = () => JSON.parse(body.toString()) as unknown;
    const byKey = /^\/v1\/experience\/by-idempotency-key\/(.+)$/.exec(path)?.[1];
    if (method === 'GET' && byKey !== undefined) return this.#byKey(decodeURIComponent(byKey));
    switch (`${method} ${path}`) {
      case 'POST /v1/experience':
        return this.#write(json() as Experience);
      case 'POST /v1/experience/bulk':
        return this.#bulk((json() as { items: Experience[] }).items, { method, path, nth });
      case 'GET /v1/events':
        return this.#list(query);
      case 'POST /v1/forget':
        return this.#forget(json() as { selector: { memory_ids: string[] } });
      case 'POST /v1/blobs':
        return this.#blob(body);
      default:
        return refused({ status: 404, code: 'NOT_FOUND' });
    }
  }

  #write(experience: Experience): Answer {
    const { keyLifeMs = Number.POSITIVE_INFINITY, scopeTypes } = this.#quirks;
    const kinds = ['message', 'text', 'json', 'blob_ref'];
    if (!kinds.includes(experience.content?.kind) || experience.modality === undefined)
      return refused({ status: 422, code: 'INVALID_ENVELOPE' });
    const types = experience.scope.split('/').map((segment) => segment.split(':')[0] ?? '');
    if (scopeTypes && types.some((type) => !scopeTypes.includes(type)))
      return refused({ status: 422, code: 'UNREGISTERED_SCOPE_TYPE' });
    const now = this.#quirks.now?.() ?? 0;
    const key = experience.idempotency_key ?? '';
    const body = JSON.stringify(experience);
    const known = this.#keys.get(key);
    if (known && now - known.at < keyLifeMs && !known.forgotten) {
      if (known.body !== body) return refused({ status: 409, code: 'IDEMPOTENCY_CONFLICT' });
      return { status: 202, body: { ...captured(known), replayed_from_idempotency: true } };
    }
    const stored = { id: this.#newId(), at: now, body, experience, forgotten: false };
    this.events.push(stored);
    this.#keys.set(key, stored);
    return { status: 202, body: captured(stored) };
  }

  #bulk(items: Experience[], seen: { method: string; path: string; nth: number }): Answer {
    if (items.length > 1000) return refused({ status: 422, code: 'INVALID_BODY' });
    const results = items.map((experience, item) => {
      const refusal = this.#quirks.refuse?.({ ...seen, item });
      const { status, body } = refusal ? refused(refusal) : this.#write(experience);
      return status < 300 ? body : { status, error: body };
    });
    const batch = { batch_id: 'batch_1', accepted: items.length };
    return this.#quirks.bulk === 'batch_only'
      ? { status: 202, body: batch }
      : { status: 202, body: { ...batch, results } };
  }

  #byKey(key: string): Answer {
    const { keyLifeMs = Number.POSITIVE_INFINITY, now } = this.#quirks;
    const known = this.#keys.get(key);
    if (!known || known.forgotten || (now?.() ?? 0) - known.at >= keyLifeMs)
      return refused({ status: 404, code: 'NOT_FOUND' });
    return {
      status: 200,
      body: { ...captured(known), experience: this.#shown(known.experience) },
    };
  }

  #list(query: URLSearchParams): Answer {
    const scope = query.get('scope') ?? '';
    const wanted = query.get('labels')?.split(',');
    const isMeasured = this.#quirks.listing === 'measured';
    const found = this.events.toReversed().filter(({ experience, forgotten }) => {
      const isBelow = experience.scope === scope || experience.scope.startsWith(`${scope}/`);
      const labels = experience.context?.labels ?? [];
      return !forgotten && isBelow && (isMeasured || wanted?.some((one) => labels.includes(one)));
    });
    const copies = isMeasured ? found.flatMap((each) => [each, each]) : found;
    const from = Number(query.get('cursor') ?? 0);
    const to = from + Math.min(Number(query.get('limit') ?? 50), 500);
    const hasMore = to < copies.length;
    return {
      status: 200,
      body: {
        items: copies.slice(from, to).map((each) => this.#item(each)),
        next_cursor: hasMore ? String(to) : null,
        has_more: hasMore,
      },
    };
  }

  #item({ id, experience }: Stored): unknown {
    const { context = {}, idempotency_key: _, ...rest } = this.#shown(experience);
    const { labels, intent, observed_at } = context;
    return this.#quirks.listing === 'measured'
      ? { id, ...rest, context }
      : { event_id: id, ...rest, labels, intent, observed_at };
  }

  #shown(
    experience: Experience,
  ): Omit<Experience, 'observed_actor'> & { observed_actor?: unknown } {
    const { observed_actor: actor, ...rest } = experience;
    if (actor === undefined) return rest;
    return {
      ...rest,
      observed_actor: this.#quirks.actors === 'object' ? { id: actor, type: 'user' } : actor,
    };
  }

  #forget({ selector }: { selector: { memory_ids: string[] } }): Answer {
    if (selector.memory_ids.length > 100) return refused({ status: 422, code: 'INVALID_SELECTOR' });
    for (const stored of this.events)
      if (selector.memory_ids.includes(stored.id)) stored.forgotten = true;
    return { status: 200, body: { deleted: { events: selector.memory_ids.length } } };
  }

  #blob(bytes: Buffer): Answer {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const isHex = (this.#quirks.ids ?? 'hex') === 'hex';
    const id = isHex ? sha256 : `01HX${sha256.slice(0, 22).toUpperCase()}`;
    this.blobs.set(`blob_${id}`, bytes);
    return { status: 201, body: { blob_id: `blob_${id}`, size_bytes: bytes.length, sha256 } };
  }

  #newId(): string {
    const n = this.events.length + 1;
    return (this.#quirks.ids ?? 'hex') === 'hex'
      ? `evt_${n.toString(16).padStart(32, '0')}`
      : `evt_01HX${n.toString(32).toUpperCase().padStart(22, '0')}`;
  }
}

function captured({ id }: Stored) {
  return { event_id: id, status: 'captured', wal_offset: 1 };
}

function refused({ status, code, retriable = false, retryAfter }: Refusal): Answer {
  return {
    status,
    body: { error_code: code, message: `refused: ${code}`, details: {}, retriable },
    ...(retryAfter === undefined ? {} : { headers: { 'retry-after': String(retryAfter) } }),
  };
}
