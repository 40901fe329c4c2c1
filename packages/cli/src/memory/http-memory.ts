import {
  cannotList,
  type Memory,
  MemoryError,
  type PreparedWrite,
  type StoredEvent,
  type WriteResult,
} from '@belay/connector/ports';
import type { Experience } from '@belay/contract/experience';
import { sourceDeletedNote } from '@belay/contract/read';
import { ApiError, isRecord } from './api-error.ts';
import { bulkItemFrom, capturedFrom, refusedFrom, unsettledFrom } from './capture-answer.ts';
import type { CortexClient, CortexRequest } from './cortex-client.ts';
import { inFlight } from './in-flight.ts';
import { listedEvent, storedEnvelope } from './stored-envelope.ts';

/** CortexDB's documented ceiling per bulk request. */
const maxItems = 1000;
/** Bodies beyond this are split: a proxy's limit is often 10 MB, a message at most 1 MiB. */
const maxBytes = 4 * 1024 * 1024;
const blobTimeoutMs = 300_000;
/** Single writes at once, against a server whose bulk answer has no per-item results. */
const singlesAtOnce = 8;
const listAtOnce = 500;
/** Older servers take at most 100 ids per forget. */
const forgetAtOnce = 100;

/** A CortexDB v1 over HTTP: Belay's own, or any other. Holds no state but what it learnt of bulk. */
export class HttpMemory implements Memory {
  readonly #client: CortexClient;
  /** false once the server has shown that bulk is absent or tells nothing per item */
  #bulk = true;

  constructor(client: CortexClient) {
    this.#client = client;
  }

  async capture(writes: PreparedWrite[], signal?: AbortSignal): Promise<WriteResult[]> {
    const results: WriteResult[] = [];
    for (const batch of batches(writes)) results.push(...(await this.#batch(batch, signal)));
    return results;
  }

  async #batch(writes: PreparedWrite[], signal?: AbortSignal): Promise<WriteResult[]> {
    if (!this.#bulk || writes.length === 1) return this.#singles(writes, signal);
    const raw = `{"items":[${writes.map((write) => write.body).join(',')}]}`;
    let answer: unknown;
    try {
      answer = await this.#send('/v1/experience/bulk', { raw, signal });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 413) {
        const half = Math.ceil(writes.length / 2);
        const first = await this.#batch(writes.slice(0, half), signal);
        return [...first, ...(await this.#batch(writes.slice(half), signal))];
      }
      if ([404, 405, 501].includes(error.status)) this.#bulk = false;
      else if (error.status !== 422 && error.status !== 400) throw error;
      return this.#singles(writes, signal);
    }
    const items = isRecord(answer) && Array.isArray(answer.results) ? answer.results : [];
    const unsettled = items.map(unsettledFrom).find((error) => error !== undefined);
    if (unsettled) throw unsettled;
    const results = items.map(bulkItemFrom).filter((result) => result !== undefined);
    if (results.length === writes.length) return results;
    // the batch is stored, but the answer names no events: the same keys, one by one, replay them
    this.#bulk = false;
    return this.#singles(writes, signal);
  }

  #singles(writes: PreparedWrite[], signal?: AbortSignal): Promise<WriteResult[]> {
    return inFlight(writes, singlesAtOnce, (write) => this.#single(write, signal));
  }

  async #single(write: PreparedWrite, signal?: AbortSignal): Promise<WriteResult> {
    try {
      const answer = await this.#send('/v1/experience', { raw: write.body, signal });
      const captured = capturedFrom(answer);
      if (captured) return captured;
    } catch (error) {
      const refused = error instanceof ApiError ? refusedFrom(error) : undefined;
      if (!refused) throw error;
      if (refused.outcome !== 'refused' || refused.code !== 'IDEMPOTENCY_CONFLICT') return refused;
      const standing = await this.byKey(write.key, signal);
      return standing ? { outcome: 'conflict', eventId: standing.eventId } : refused;
    }
    throw new MemoryError(
      'NOT_A_CORTEXDB',
      `${this.#client.url} answered a write without an event id: check CORTEXDB_URL`,
      { retriable: false },
    );
  }

  /** A dropped connection is tried once more with the same bytes; the key makes that one write. */
  async #send(path: string, request: CortexRequest): Promise<unknown> {
    try {
      return await this.#client.call('POST', path, request);
    } catch (error) {
      if (!(error instanceof MemoryError) || error.code !== 'UNREACHABLE') throw error;
      return this.#client.call('POST', path, request);
    }
  }

  async putBlob(
    body: ReadableStream<Uint8Array>,
    contentType: string,
    size: number | undefined,
    signal?: AbortSignal,
  ): Promise<{ blobId: string; size: number; sha256: string }> {
    const answer = await this.#client.call('POST', '/v1/blobs', {
      stream: body,
      contentType: blobType(contentType),
      timeoutMs: blobTimeoutMs,
      signal,
    });
    if (!isRecord(answer) || typeof answer.blob_id !== 'string')
      throw new MemoryError(
        'NOT_A_CORTEXDB',
        `${this.#client.url} stored a file without naming it`,
        {
          retriable: false,
        },
      );
    return {
      blobId: answer.blob_id,
      size: typeof answer.size_bytes === 'number' ? answer.size_bytes : (size ?? 0),
      sha256: typeof answer.sha256 === 'string' ? answer.sha256 : '',
    };
  }

  async byKey(
    key: string,
    signal?: AbortSignal,
  ): Promise<{ eventId: string; experience?: Experience } | undefined> {
    const path = `/v1/experience/by-idempotency-key/${encodeURIComponent(key)}`;
    try {
      const answer = await this.#client.call('GET', path, { signal });
      if (!isRecord(answer) || typeof answer.event_id !== 'string') return undefined;
      const stored = storedEnvelope(answer.experience);
      return { eventId: answer.event_id, ...(stored ? { experience: stored } : {}) };
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return undefined;
      throw error;
    }
  }

  async list(
    { scope, label, cursor }: { scope: string; label: string; cursor?: string },
    signal?: AbortSignal,
  ): Promise<{ events: StoredEvent[]; cursor?: string }> {
    const query = { scope, view: 'descend', labels: label, limit: listAtOnce, cursor };
    const answer = await this.#listing(query, signal);
    const items = isRecord(answer) && Array.isArray(answer.items) ? answer.items : [];
    const next = isRecord(answer) && answer.has_more === true ? answer.next_cursor : undefined;
    // measured elsewhere: unknown parameters are ignored, and every event is listed twice
    const events = new Map<string, StoredEvent>();
    for (const event of items.map(listedEvent))
      if (event && isBelow(event.scope, scope) && event.experience.context?.labels?.includes(label))
        events.set(event.eventId, event);
    return {
      events: [...events.values()],
      ...(typeof next === 'string' ? { cursor: next } : {}),
    };
  }

  async #listing(query: CortexRequest['query'], signal?: AbortSignal): Promise<unknown> {
    try {
      return await this.#client.call('GET', '/v1/events', { ...(query ? { query } : {}), signal });
    } catch (error) {
      if (!(error instanceof ApiError) || ![404, 405, 501].includes(error.status)) throw error;
      const message = `${this.#client.url} lists no events`;
      throw new MemoryError(cannotList, message, { retriable: false, cause: error });
    }
  }

  async forget(
    scope: string,
    eventIds: string[],
    note: string,
    signal?: AbortSignal,
  ): Promise<void> {
    for (let from = 0; from < eventIds.length; from += forgetAtOnce)
      await this.#client.call('POST', '/v1/forget', {
        json: {
          scope,
          layers: ['events'],
          selector: { memory_ids: eventIds.slice(from, from + forgetAtOnce) },
          cascade: 'redact_events',
          // the source forgot: the keys stay taken, so that no retry brings the content back (MEM-2)
          audit_note: `${sourceDeletedNote}: ${note}`,
        },
        signal,
      });
  }
}

/**
 * What a CortexDB takes as raw bytes. JSON and forms are refused there, because a body of theirs
 * is mostly a mistake: a JSON file travels as the text that it is.
 */
function blobType(contentType: string): string {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json') return 'text/plain';
  const isForm = type.startsWith('multipart/') || type === 'application/x-www-form-urlencoded';
  return isForm || !/^[\w.+-]+\/[\w.+-]+$/.test(type) ? 'application/octet-stream' : contentType;
}

function isBelow(scope: string, outer: string): boolean {
  return scope === outer || scope.startsWith(`${outer}/`);
}

function* batches(writes: PreparedWrite[]): Generator<PreparedWrite[]> {
  let batch: PreparedWrite[] = [];
  let bytes = 0;
  for (const write of writes) {
    const size = Buffer.byteLength(write.body);
    if (batch.length === maxItems || (batch.length > 0 && bytes + size > maxBytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(write);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
