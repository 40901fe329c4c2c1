import type { Experience } from '@belay/contract/experience';
import type {
  Channel,
  Interval,
  Page,
  Person,
  SlackFile,
  WorkspaceIdentity,
} from '@belay/slack/model';

/** Time, injected: ms since the epoch. `sleep` rejects with the signal's reason when aborted. */
export interface Clock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/**
 * A Slack workspace to read. The live one is `SlackWorkspace` in `slack`; an export ZIP is
 * `ArchiveWorkspace`. Both throw `SlackError` (class and code, see slack/src/error.ts).
 */
export interface Workspace {
  /** a live workspace can prove absence, an archive never does (SYN-8) */
  readonly kind: 'live' | 'archive';
  /** requests for history that the limit allows in a minute; absent or undefined: no limit */
  historyPerMinute?(): number | undefined;
  identity(signal?: AbortSignal): Promise<WorkspaceIdentity>;
  channels(signal?: AbortSignal): AsyncIterable<Channel[]>;
  channel(id: string, signal?: AbortSignal): Promise<Channel>;
  people(signal?: AbortSignal): AsyncIterable<Person[]>;
  person(id: string, signal?: AbortSignal): Promise<Person>;
  /** user group id → handle; empty when the scope is missing */
  groups(signal?: AbortSignal): Promise<Map<string, string>>;
  join(channelId: string, signal?: AbortSignal): Promise<void>;
  /** newest first; bounds are exclusive ts strings, as in `conversations.history` */
  history(
    channelId: string,
    bounds: {
      oldest?: string;
      latest?: string;
      inclusive?: boolean;
      limit?: number;
      cursor?: string;
    },
    signal?: AbortSignal,
  ): Promise<Page>;
  /** oldest first, the root is repeated on every page */
  replies(
    channelId: string,
    rootTs: string,
    bounds: { oldest?: string; latest?: string; limit?: number; cursor?: string },
    signal?: AbortSignal,
  ): Promise<Page>;
  /** the full sets behind a truncated `users[]` */
  reactions(channelId: string, ts: string, signal?: AbortSignal): Promise<Page>;
  /** bytes of a hosted file; throws `SlackError` when Slack answers with a page instead of bytes */
  download(
    file: SlackFile,
    signal?: AbortSignal,
  ): Promise<{ body: ReadableStream<Uint8Array>; contentType: string; size?: number }>;
}

/** One write, pinned when it is prepared: retried with these exact bytes, whatever changes (KEY-4). */
export interface PreparedWrite {
  key: string;
  /** the exact JSON that is sent */
  body: string;
}

/** What became of one write. */
export type WriteResult =
  | { outcome: 'captured'; eventId: string; replayed: boolean; forgotten: boolean }
  /** another body stands under this key: read it back and adopt it (KEY-5) */
  | { outcome: 'conflict'; eventId: string }
  /** the memory refuses this body for good: an exception of that message */
  | { outcome: 'refused'; code: string; message: string };

/** A CortexDB v1 memory. Every method throws `MemoryError` on refusal or loss of contact. */
export interface Memory {
  /** ≤ 1000 writes in one durable answer, in the order given */
  capture(writes: PreparedWrite[], signal?: AbortSignal): Promise<WriteResult[]>;
  /** streamed, never held whole; the same bytes give the same id */
  putBlob(
    body: ReadableStream<Uint8Array>,
    contentType: string,
    size: number | undefined,
    signal?: AbortSignal,
  ): Promise<{ blobId: string; size: number; sha256: string }>;
  /** what stands under a key, or undefined */
  byKey(
    key: string,
    signal?: AbortSignal,
  ): Promise<{ eventId: string; experience?: Experience } | undefined>;
  /** erases content in place; ids that are gone already are no error */
  forget(scope: string, eventIds: string[], note: string, signal?: AbortSignal): Promise<void>;
  /**
   * What stands below a scope and carries the label, in any order, a page at a time; forgotten
   * events left out. Absent on a memory that can't list by label, or throws `cannotList` (SYN-14).
   */
  list?(
    query: { scope: string; label: string; cursor?: string },
    signal?: AbortSignal,
  ): Promise<{ events: StoredEvent[]; cursor?: string }>;
}

/** An experience as the memory holds it. */
export interface StoredEvent {
  eventId: string;
  scope: string;
  experience: Experience;
}

/** The code of a `MemoryError` that says: there is no listing here. */
export const cannotList = 'CANNOT_LIST';

/** Why a memory call failed. `retriable`: hold the intake and try again, nothing is lost (SYN-6). */
export class MemoryError extends Error {
  override readonly name = 'MemoryError';
  readonly code: string;
  readonly retriable: boolean;
  readonly retryAfterMs: number | undefined;
  constructor(
    code: string,
    message: string,
    options: ErrorOptions & { retriable: boolean; retryAfterMs?: number },
  ) {
    super(message, options);
    this.code = code;
    this.retriable = options.retriable;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** A certified stretch of a channel: pages proved every message in (from, to] as of `read`. */
export interface Chunk {
  from: string;
  to: string;
  /** ms on Slack's clock; of the oldest read when stretches were joined */
  readLo: number;
  readHi: number;
}

/** One part of a message that has its own experience: the text, a file, the reactions. */
export interface Part {
  /** `text`, `file:<id>` or `reactions` */
  part: string;
  /** the key of the newest version: captured, prepared or reserved */
  key: string;
  /** of the newest version, once captured */
  eventId?: string;
  /** event ids of the versions before it: a deletion forgets them all (MAP-6) */
  earlier?: string[];
  /** digest of the canonical value; never text, and empty once forgotten (SYN-16) */
  digest: string;
}

/** What the ledger keeps of a message: ids, digests and registers, no text and no names. */
export interface MessageRecord {
  channelId: string;
  ts: string;
  threadTs?: string;
  /** served by channel history: everything but plain replies */
  inChannel: boolean;
  /** the part that holds the bare key (KEY-2) */
  bareKey?: string;
  parts: Part[];
  /** the five registers, judged apart (SYN-10); opaque to a ledger */
  registers: string;
  state: 'live' | 'gone' | 'skipped';
  /** of a root: when its replies were last read whole, ms on Slack's clock (SYN-13) */
  threadReadAt?: number;
  /** the scope of its writes, only where the template depends on the message */
  scope?: string;
}

/**
 * Work that is owed. `thread`: replies to fetch (and with them a missing parent); `file`: bytes
 * to move; `reactions`: a full set to read; `doubt`: a message to read once more; `forget`:
 * events to erase; `exception`: given up, shown in the status until its message changes.
 */
export type DebtKind = 'thread' | 'file' | 'reactions' | 'doubt' | 'forget' | 'exception';

export interface Debt {
  /** unique; one debt per kind and thing, so that owing twice is owing once */
  id: string;
  channelId: string;
  kind: DebtKind;
  /** the message's, or the root's */
  ts: string;
  /** ms since the epoch; not before */
  due: number;
  attempts: number;
  /** compared byte by byte, greater first */
  priority: string;
  /** a sentence for a person, once an attempt failed */
  reason?: string;
  /** what the work needs beside the ids, as JSON; opaque to a ledger, erased with the debt */
  detail?: string;
}

export interface ChannelRecord {
  /** the id that Slack uses today */
  channelId: string;
  name: string;
  /** the first id known; keys use it (KEY-3) */
  keyChannelId: string;
  keyTeamId: string;
  isPrivate: boolean;
  /** the value of `{channel}`, bound at first use: a rename changes labels only (MAP-9) */
  scopeName: string;
  state: 'active' | 'left' | 'archived' | 'failed' | 'unreadable';
  /** a sentence for a person, when the state is not active */
  reason?: string;
  /** oldest ts that the backfill must reach, exclusive */
  target: string;
}

/**
 * Durable memory of what was seen, sent and proved. One owner at a time: `commit` of a former one
 * throws `LedgerLost`. `commit` is atomic: all of a batch or nothing. Reads see every commit
 * before them.
 */
export interface Ledger {
  channels(): Promise<ChannelRecord[]>;
  messages(channelId: string, tss: string[]): Promise<Map<string, MessageRecord>>;
  /**
   * Known messages with `from` ≤ ts ≤ `to`, by ts ascending: those that channel history serves
   * (`inChannel`), or with `threadTs` the replies of one thread (without its root).
   */
  served(query: {
    channelId: string;
    from: string;
    to: string;
    threadTs?: string;
  }): Promise<MessageRecord[]>;
  /** by `from` ascending */
  chunks(channelId: string): Promise<Chunk[]>;
  /** roots whose replies were last read whole before `readBefore`, oldest proof first (SYN-12) */
  threads(query: {
    channelId?: string;
    readBefore: number;
    limit: number;
  }): Promise<MessageRecord[]>;
  /** live messages older than `before`, oldest first (MAP-11) */
  expired(query: { channelId: string; before: string; limit: number }): Promise<MessageRecord[]>;
  /** live messages that have a part of this name, e.g. `file:F1` */
  holders(part: string): Promise<MessageRecord[]>;
  /** received and not handled yet, oldest first */
  deliveries(limit: number): Promise<Delivery[]>;
  /** due ones, greatest priority first */
  debts(query: {
    channelId?: string;
    kind?: DebtKind;
    dueBy: number;
    limit: number;
  }): Promise<Debt[]>;
  /** live messages and debts by kind, of one channel or of all */
  counts(channelId?: string): Promise<{ messages: number; debts: Record<string, number> }>;
  /** writes prepared but not known to be captured, oldest first; exact bytes (KEY-4) */
  intents(limit: number): Promise<Intent[]>;
  value(name: string): Promise<string | undefined>;
  commit(batch: LedgerBatch): Promise<void>;
  close(): Promise<void>;
}

/** The ledger has another owner: this run ends at once, and nothing of it is recorded. */
export class LedgerLost extends Error {
  override readonly name = 'LedgerLost';
}

/** One event of Slack's, stored as it came until it is handled: then its body is erased (SYN-16). */
export interface Delivery {
  /** Slack's event id; one that waits already is not received twice */
  id: string;
  /** the inner event, as JSON text */
  body: string;
  /** the event's second on Slack's clock */
  at: Interval;
}

/** A write on its way: stored before it is sent, erased when its answer is recorded. */
export interface Intent extends PreparedWrite {
  channelId: string;
  ts: string;
  part: string;
  /** ms since the epoch: a memory's keys may live no longer than a day */
  preparedAt: number;
}

/** What one commit changes; every member is optional, the whole is atomic. */
export interface LedgerBatch {
  /** inserted or replaced by id */
  channels?: ChannelRecord[];
  /** inserted or replaced by (channel, ts) */
  messages?: MessageRecord[];
  intents?: Intent[];
  /** keys of intents to erase */
  settled?: string[];
  /** the whole list of a channel's certificates, in place of the one before */
  chunks?: { channelId: string; chunks: Chunk[] }[];
  /** inserted or replaced by id */
  debts?: Debt[];
  /** ids of debts to erase; applied before `debts` */
  paid?: string[];
  received?: Delivery[];
  /** ids of deliveries to erase */
  handled?: string[];
  /** null erases */
  values?: Record<string, string | null>;
}
