import type { Memory, PreparedWrite, StoredEvent, WriteResult } from '@belay/connector/ports';
import { BelayError } from '@belay/contract/error';
import { type Experience, experience } from '@belay/contract/experience';
import { sourceDeletedNote } from '@belay/contract/read';
import { authorize, type Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { check } from '../../http/parse-body.ts';
import { authorizeWrite } from '../../memory/capture/authorize-write.ts';
import type { Outcome } from '../../memory/capture/capture.ts';
import { checkBlobs } from '../../memory/capture/check-blobs.ts';
import { blobIds, type EventRow, prepareEvent } from '../../memory/capture/prepare-event.ts';
import { forgetEvents } from '../../memory/forget/forget-events.ts';
import { publicId, uuidOf, uuidv7 } from '../../memory/ids.ts';
import { belowScope } from '../../memory/scope-range.ts';
import { checkFence, type Fence, fenced } from '../lease/fence.ts';
import { connectorId } from '../store/connector-id.ts';
import { insertCaptured } from './insert-captured.ts';
import { listByLabel } from './list-by-label.ts';
import { isDataError, memoryFailure } from './memory-failure.ts';

export interface LocalMemoryOptions {
  ctx: Context;
  tenant: string;
  connector: string;
  fence: Fence;
  /** who writes: asked at each call, because its token renews itself and may be revoked */
  caller(): Promise<Caller>;
  /** hears when the newest message of a commit was said, ms since the epoch */
  onWritten?: (saidAt: number) => void;
}

const largestCommit = 1000;
const preparedAtOnce = 64;
/** Pairs that are remembered: a template with threads in it makes one for each. */
const mostMarked = 50_000;
type Row = { row: EventRow } | { refused: WriteResult };

/**
 * The memory of this server, for a managed connector: the same capture code as over HTTP, in
 * transactions that check the lease. Throws `LedgerLost` when it is another's.
 */
export class LocalMemory implements Memory {
  readonly #options: LocalMemoryOptions;
  /** channel and scope pairs whose marks stand */
  readonly #marked = new Set<string>();

  constructor(options: LocalMemoryOptions) {
    this.#options = options;
  }

  capture(writes: PreparedWrite[], signal?: AbortSignal): Promise<WriteResult[]> {
    return told(async () => {
      const results: WriteResult[] = [];
      for (let from = 0; from < writes.length; from += largestCommit) {
        signal?.throwIfAborted();
        results.push(...(await this.#capture(writes.slice(from, from + largestCommit))));
      }
      return results;
    });
  }

  async #capture(writes: PreparedWrite[]): Promise<WriteResult[]> {
    const caller = await this.#options.caller();
    const prepared: Row[] = [];
    // requests are answered by this thread as well: it gives way in between
    for (let from = 0; from < writes.length; from += preparedAtOnce) {
      const some = writes.slice(from, from + preparedAtOnce);
      prepared.push(...(await Promise.all(some.map((write) => this.#prepare(caller, write)))));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const outcomes = await this.#store(prepared.flatMap((one) => ('row' in one ? [one.row] : [])));
    return prepared.map((one) => {
      if ('refused' in one) return one.refused;
      const result = outcomes.get(one.row.id);
      if (!result) throw new Error('a write was stored without an outcome');
      return result;
    });
  }

  async #prepare(caller: Caller, { body }: PreparedWrite): Promise<Row> {
    const { ctx } = this.#options;
    try {
      const item = check(experience, JSON.parse(body), 'INVALID_ENVELOPE');
      authorizeWrite(caller, item);
      if (blobIds(item).length > 0) await checkBlobs(ctx.pool, caller, item);
      return { row: prepareEvent(caller, item, ctx.now()) };
    } catch (error) {
      // a denial concerns all that this connector writes
      if (!(error instanceof BelayError) || error.code === 'POLICY_DENIED') throw error;
      return { refused: { outcome: 'refused', code: error.code, message: error.message } };
    }
  }

  /** One commit; rows that PostgreSQL refuses for their data are found by halves. */
  async #store(rows: EventRow[]): Promise<Map<string, WriteResult>> {
    const [only] = rows;
    if (!only) return new Map();
    try {
      const outcomes = await this.#write(rows);
      return new Map(rows.map(({ id }, index) => [id, resultOf(outcomes[index] as Outcome)]));
    } catch (error) {
      if (!isDataError(error)) throw error;
      const half = rows.length >> 1;
      if (half > 0)
        return new Map([
          ...(await this.#store(rows.slice(0, half))),
          ...(await this.#store(rows.slice(half))),
        ]);
      const message = 'PostgreSQL takes no such text.';
      return new Map([[only.id, { outcome: 'refused', code: 'INVALID_ENVELOPE', message }]]);
    }
  }

  async #write(rows: EventRow[]): Promise<Outcome[]> {
    const { ctx, tenant, connector, fence } = this.#options;
    const payload = {
      connector_id: connectorId(connector),
      batch_id: publicId('batch', uuidv7(ctx.now())),
    };
    const name = (one: { channelId: string; scope: string }) => `${one.channelId} ${one.scope}`;
    const isKnown = (one: { channelId: string; scope: string }) => this.#marked.has(name(one));
    const outcomes = await ctx.capture.writeBy(async (pending) => {
      const { written, marked } = await fenced(ctx.pool, fence, (db) =>
        insertCaptured(db, { tenant, connector }, pending, { payload, isKnown }),
      );
      if (this.#marked.size > mostMarked) this.#marked.clear();
      for (const one of marked) this.#marked.add(name(one));
      return written;
    }, rows);
    for (const { kind } of outcomes) ctx.metrics.experiences.inc({ outcome: kind });
    this.#tellNewest(rows, outcomes);
    return outcomes;
  }

  #tellNewest(rows: EventRow[], outcomes: Outcome[]): void {
    const said = rows.flatMap((row, index) =>
      outcomes[index]?.kind === 'written' && isFirstSaid(row) ? [row.observedAt] : [],
    );
    if (said.length > 0) this.#options.onWritten?.(Math.max(...said));
  }

  putBlob(
    body: ReadableStream<Uint8Array>,
    contentType: string,
    _size: number | undefined,
    signal?: AbortSignal,
  ): Promise<{ blobId: string; size: number; sha256: string }> {
    return told(async () => {
      const caller = await this.#options.caller();
      authorize(caller, 'blob.upload');
      const stoppable = signal ? body.pipeThrough(new TransformStream(), { signal }) : body;
      return this.#options.ctx.blobs.put(caller, stoppable, blobType(contentType));
    });
  }

  byKey(key: string): Promise<{ eventId: string; experience?: Experience } | undefined> {
    return told(async () => {
      const { ctx, tenant } = this.#options;
      const { rows } = await ctx.pool.query<{ id: string; envelope: string | null }>({
        name: 'standing-by-key',
        text: 'select id, envelope from event where tenant = $1 and idempotency_key = $2',
        values: [tenant, key],
      });
      const [row] = rows;
      if (!row) return undefined;
      return {
        eventId: publicId('evt', row.id),
        // capture stores the text of a parsed experience
        ...(row.envelope === null ? {} : { experience: JSON.parse(row.envelope) as Experience }),
      };
    });
  }

  forget(scope: string, eventIds: string[], note: string): Promise<void> {
    return told(async () => {
      const { ctx, tenant, fence } = this.#options;
      const caller = await this.#options.caller();
      authorize(caller, 'forget.cascade.redact_events', scope);
      const { rows } = await ctx.pool.query<{ id: string }>(
        `select id from event
         where tenant = $1 and id = any($2) and ${belowScope('scope', '$3::text')}`,
        [tenant, eventIds.flatMap((id) => uuidOf('evt', id) ?? []), scope],
      );
      // the source forgot: the keys stay taken (MEM-2)
      await forgetEvents(
        ctx,
        caller,
        rows.map(({ id }) => id),
        {
          note: `${sourceDeletedNote}: ${note}`,
          keys: 'keep',
          scope,
          guard: (db) => checkFence(db, fence),
        },
      );
    });
  }

  list(query: {
    scope: string;
    label: string;
    cursor?: string;
  }): Promise<{ events: StoredEvent[]; cursor?: string }> {
    return told(async () => {
      const caller = await this.#options.caller();
      authorize(caller, 'scope.read.descend', query.scope);
      return listByLabel(this.#options.ctx.pool, caller.tenant, query);
    });
  }
}

/** Reactions rest before they are read, and a version bears its message's time: no measure of lag. */
function isFirstSaid({ modality, labels }: EventRow): boolean {
  return modality === 'conversation' && !labels.some((label) => label.startsWith('version:'));
}

/** Whatever goes wrong, in the engine's own terms. */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw memoryFailure(error);
  }
}

function resultOf(outcome: Outcome): WriteResult {
  const eventId = publicId('evt', outcome.id);
  if (outcome.kind === 'conflict') return { outcome: 'conflict', eventId };
  const { kind } = outcome;
  return {
    outcome: 'captured',
    eventId,
    replayed: kind !== 'written',
    forgotten: kind === 'forgotten',
  };
}

/** As over HTTP (MEM-4): JSON and forms as bodies are mostly mistakes; a file of JSON is text. */
function blobType(contentType: string): string {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json') return 'text/plain';
  const isForm = type.startsWith('multipart/') || type === 'application/x-www-form-urlencoded';
  return isForm || !/^[\w.+-]+\/[\w.+-]+$/.test(type) ? 'application/octet-stream' : contentType;
}
