import { compareTs, isTs } from '../ids/ts.ts';
import { fields, firstText } from '../parse/fields.ts';
import type { DayFiles } from './day-files.ts';

/** Where a message lies. Day −1: a root that only its replies tell of. */
export interface Place {
  ts: string;
  day: number;
}

const missing = -1;

/** A ts as a whole number of microseconds: sixteen digits, exact in a double. */
function toMicros(ts: string): number {
  return Number(ts.replace('.', ''));
}

function fromMicros(micros: number): string {
  const digits = String(micros).padStart(7, '0');
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** Parallel arrays, ordered: some 20 bytes a message, so that no channel's text is held. */
interface Column {
  key: Float64Array;
  micros: Float64Array;
  day: Int32Array;
}

/** What a channel's export holds, by ts: its history and the replies of each thread. */
export class ChannelIndex {
  readonly days: readonly string[];
  /** days that could not be read */
  readonly damaged: readonly number[];
  readonly #top: Column;
  readonly #replies: Column;

  private constructor(
    days: readonly string[],
    damaged: readonly number[],
    top: Column,
    replies: Column,
  ) {
    this.days = days;
    this.damaged = damaged;
    this.#top = top;
    this.#replies = replies;
  }

  /** Reads every day once and keeps only where its messages are. */
  static async build(
    days: readonly string[],
    files: DayFiles,
    signal?: AbortSignal,
  ): Promise<ChannelIndex> {
    const top: number[][] = [];
    const replies: number[][] = [];
    const damaged: number[] = [];
    for (const [day, path] of days.entries()) {
      signal?.throwIfAborted();
      const messages = await files.read(path);
      if (!messages) damaged.push(day);
      for (const [ts, raw] of messages ?? []) {
        const micros = toMicros(ts);
        const root = rootOf(raw, ts);
        if (root === undefined || isBroadcast(raw)) top.push([micros, micros, day]);
        if (root !== undefined) replies.push([toMicros(root), micros, day]);
      }
    }
    const present = new Set(top.map(([micros]) => micros));
    for (const root of new Set(replies.map(([key]) => key ?? 0)))
      if (!present.has(root)) top.push([root, root, missing]);
    return new ChannelIndex(days, damaged, column(top), column(replies));
  }

  /** Newest first, between exclusive bounds; at most `limit`. */
  history(
    bounds: { oldest?: string; latest?: string; inclusive?: boolean },
    limit: number,
  ): { places: Place[]; hasMore: boolean } {
    const { micros, day } = this.#top;
    const places: Place[] = [];
    const end = bounds.latest === undefined ? micros.length : lowerBound(micros, bounds.latest);
    const included =
      bounds.latest !== undefined && bounds.inclusive && micros[end] === toMicros(bounds.latest);
    for (let at = included ? end : end - 1; at >= 0; at -= 1) {
      const ts = fromMicros(micros[at] ?? 0);
      if (bounds.oldest !== undefined) {
        const order = compareTs(ts, bounds.oldest);
        if (order < 0 || (order === 0 && !bounds.inclusive)) break;
      }
      if (places.length === limit) return { places, hasMore: true };
      places.push({ ts, day: day[at] ?? missing });
    }
    return { places, hasMore: false };
  }

  /** A thread's replies, oldest first, behind `after`. */
  replies(rootTs: string, after: string, limit: number): { places: Place[]; hasMore: boolean } {
    const { key, micros, day } = this.#replies;
    const places: Place[] = [];
    const root = toMicros(rootTs);
    for (let at = lowerBound(key, rootTs); key[at] === root; at += 1) {
      const ts = fromMicros(micros[at] ?? 0);
      if (compareTs(ts, after) <= 0) continue;
      if (places.length === limit) return { places, hasMore: true };
      places.push({ ts, day: day[at] ?? missing });
    }
    return { places, hasMore: false };
  }

  find(ts: string): Place | undefined {
    const at = lowerBound(this.#top.micros, ts);
    if (this.#top.micros[at] === toMicros(ts)) return { ts, day: this.#top.day[at] ?? missing };
    const reply = this.#replies.micros.indexOf(toMicros(ts));
    return reply < 0 ? undefined : { ts, day: this.#replies.day[reply] ?? missing };
  }

  /** How many replies a root has, and the newest of them. */
  threadOf(rootTs: string): { count: number; latest?: string } {
    const { key, micros } = this.#replies;
    let at = lowerBound(key, rootTs);
    const first = at;
    while (key[at] === toMicros(rootTs)) at += 1;
    return at === first
      ? { count: 0 }
      : { count: at - first, latest: fromMicros(micros[at - 1] ?? 0) };
  }
}

function rootOf(raw: unknown, ts: string): string | undefined {
  const root = fields(raw).thread_ts;
  return isTs(root) && root !== ts ? root : undefined;
}

function isBroadcast(raw: unknown): boolean {
  return ['thread_broadcast', 'reply_broadcast'].includes(firstText(fields(raw).subtype) ?? '');
}

/** Rows of (key, micros, day) in order, each message once: the last day that tells of it wins. */
function column(rows: number[][]): Column {
  const compare = (a: number[], b: number[]) =>
    (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0) || (a[2] ?? 0) - (b[2] ?? 0);
  const sorted = rows.sort(compare).filter((row, at) => {
    const next = rows[at + 1];
    return !next || next[0] !== row[0] || next[1] !== row[1];
  });
  return {
    key: Float64Array.from(sorted, (row) => row[0] ?? 0),
    micros: Float64Array.from(sorted, (row) => row[1] ?? 0),
    day: Int32Array.from(sorted, (row) => row[2] ?? missing),
  };
}

/** The first position whose value is not below `ts`. */
function lowerBound(values: Float64Array, ts: string): number {
  const [seconds = '0', sequence = ''] = ts.split('.');
  const wanted = Number(seconds + sequence.padEnd(6, '0').slice(0, 6));
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
