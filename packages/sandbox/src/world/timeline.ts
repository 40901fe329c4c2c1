import type { Message } from './model.ts';
import { Register } from './register.ts';
import { tsOf } from './timestamp.ts';

/** One message through its life; `null` while it is deleted. */
export interface Entry {
  readonly ts: string;
  readonly threadTs: string | undefined;
  readonly versions: Register<Message | null>;
}

/**
 * The messages of one channel, by ts ascending: those that history serves (roots, plain messages,
 * broadcasts), and the replies of each thread. Nothing is ever removed.
 */
export class Timeline {
  readonly inChannel: Entry[] = [];
  readonly #replies = new Map<string, Entry[]>();
  readonly #byTs = new Map<string, Entry>();

  find(ts: string): Entry | undefined {
    return this.#byTs.get(ts);
  }

  /** Every reply that the thread ever had. */
  replies(rootTs: string): readonly Entry[] {
    return this.#replies.get(rootTs) ?? [];
  }

  /** All entries, in no particular order. */
  all(): Iterable<Entry> {
    return this.#byTs.values();
  }

  /** An id that no message of this channel has, at that moment or microseconds after. */
  freeTs(at: number): string {
    let extra = 0;
    let ts = tsOf(at);
    while (this.#byTs.has(ts)) ts = tsOf(at, ++extra);
    return ts;
  }

  add(at: number, message: Message): Entry {
    const entry: Entry = {
      ts: message.ts,
      threadTs: message.threadTs,
      versions: new Register<Message | null>(at, message),
    };
    this.#byTs.set(entry.ts, entry);
    if (message.threadTs !== undefined) {
      const thread = this.#replies.get(message.threadTs);
      if (thread) insert(thread, entry);
      else this.#replies.set(message.threadTs, [entry]);
    }
    if (message.threadTs === undefined || message.isBroadcast) insert(this.inChannel, entry);
    return entry;
  }
}

function insert(entries: Entry[], entry: Entry): void {
  const last = entries.at(-1);
  if (!last || last.ts < entry.ts) entries.push(entry);
  else entries.splice(firstAtOrAfter(entries, entry.ts), 0, entry);
}

/** The index of the first entry with `ts` ≥ the bound, by binary search. */
export function firstAtOrAfter(entries: readonly Entry[], ts: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle] as Entry).ts < ts) low = middle + 1;
    else high = middle;
  }
  return low;
}
