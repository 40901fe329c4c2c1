import type { MemoryReader } from './memory-reader.ts';
import { type Remembered, readRemembered } from './remembered.ts';
import { Tally } from './tally.ts';

/** Something became memory, or was forgotten. */
export type News = { arrived: Remembered } | { forgotten: string };

type Listener = (news: News) => void;

/** How many arrivals a browser may have missed and still get one by one. */
const kept = 300;

/**
 * Follows the memory's lifecycle stream for the page: counts what stands, keeps the newest
 * arrivals, tells whoever listens. After a start it reads the stream from its beginning.
 */
export class Follower {
  readonly tally = new Tally();
  readonly #reader: MemoryReader;
  readonly #now: () => number;
  readonly #listeners = new Set<Listener>();
  #arrivals: Remembered[] = [];
  #since: string | undefined;
  /** what is wrong with the memory, if anything, in words */
  trouble: string | undefined;

  constructor(reader: MemoryReader, now: () => number) {
    this.#reader = reader;
    this.#now = now;
  }

  /** Oldest first. */
  get arrivals(): readonly Remembered[] {
    return this.#arrivals;
  }

  /** What came after that event; undefined when it is too long ago to tell one by one. */
  after(eventId: string): readonly Remembered[] | undefined {
    const index = this.#arrivals.findIndex((arrival) => arrival.eventId === eventId);
    return index < 0 ? undefined : this.#arrivals.slice(index + 1);
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Runs until the signal aborts; a lost connection is taken up again where it broke. */
  async run(signal: AbortSignal, sleep: (ms: number, signal: AbortSignal) => Promise<void>) {
    for (let failures = 0; !signal.aborted; ) {
      try {
        for await (const frame of this.#reader.lifecycle(this.#since, signal)) {
          this.trouble = undefined;
          failures = 0;
          await this.#take(frame.event, frame.data, signal);
          this.#since = frame.id || this.#since;
        }
      } catch (error) {
        if (signal.aborted) return;
        this.trouble = error instanceof Error ? error.message : String(error);
      }
      await sleep(Math.min(250 * 2 ** failures++, 5000), signal).catch(() => {});
    }
  }

  async #take(kind: string, data: string, signal: AbortSignal): Promise<void> {
    const { event_id } = JSON.parse(data) as { event_id?: string };
    if (!event_id) return;
    if (kind === 'forgotten') {
      this.tally.forget(event_id);
      this.#arrivals = this.#arrivals.filter(({ eventId }) => eventId !== event_id);
      for (const listener of this.#listeners) listener({ forgotten: event_id });
      return;
    }
    const remembered = readRemembered(await this.#reader.event(event_id, signal));
    if (!remembered || !this.tally.add(remembered)) return;
    if (Number.isNaN(remembered.recordedAt)) remembered.recordedAt = this.#now();
    this.#arrivals.push(remembered);
    if (this.#arrivals.length > kept) this.#arrivals.shift();
    for (const listener of this.#listeners) listener({ arrived: remembered });
  }
}
