import type { DeskEvent } from '@belay/contract/desk/stream';
import { type LiveDeps, type LiveState, LiveStream } from '../../live/live-stream.ts';
import { applyToMoment, type Moment, quiet } from './moments.ts';

export type DeskHandler = (events: readonly DeskEvent[]) => void;

/** How long events are gathered: short enough for words that are being said. */
const gatherMs = 40;

/** The desk's one stream in this tab: who listens hears of everything, in order, in batches. */
export class DeskHub {
  readonly #stream: LiveStream<DeskEvent>;
  readonly #now: () => number;
  readonly #handlers = new Set<DeskHandler>();
  readonly #gaps = new Set<() => void>();
  readonly #states = new Set<() => void>();
  readonly #changed = new Set<() => void>();
  readonly #moments = new Map<string, Moment>();
  #waiting: DeskEvent[] = [];
  #gathering: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: LiveDeps) {
    this.#now = deps.now;
    this.#stream = new LiveStream<DeskEvent>(deps, {
      items: (events) => {
        this.#waiting.push(...events);
        this.#gathering ??= setTimeout(() => this.#deliver(), gatherMs);
      },
      gap: () => {
        // what was of the moment is over, and its end may be what was missed
        this.#moments.clear();
        for (const each of this.#gaps) each();
      },
      state: () => {
        for (const each of this.#states) each();
      },
    });
  }

  start(): void {
    this.#stream.follow(['desk']);
  }

  /** Rests; `start` goes on behind what was heard. */
  pause(): void {
    this.#stream.stop();
  }

  stop(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    this.#waiting = [];
    this.#stream.stop();
  }

  nudge(): void {
    this.#stream.nudge();
  }

  listen(handler: DeskHandler): () => void {
    this.#handlers.add(handler);
    return () => this.#handlers.delete(handler);
  }

  /** Is called when something may have been missed: what was read before is to be read again. */
  onGap(listener: () => void): () => void {
    this.#gaps.add(listener);
    return () => this.#gaps.delete(listener);
  }

  readonly subscribeState = (listener: () => void): (() => void) => {
    this.#states.add(listener);
    return () => this.#states.delete(listener);
  };
  readonly state = (): LiveState => this.#stream.state;

  readonly subscribeMoments = (listener: () => void): (() => void) => {
    this.#changed.add(listener);
    return () => this.#changed.delete(listener);
  };
  moment(conversation: string): Moment {
    return this.#moments.get(conversation) ?? quiet;
  }

  /** What somebody here did and the server confirmed, told like the stream's own words. */
  tell(events: readonly DeskEvent[]): void {
    this.#waiting.push(...events);
    this.#deliver();
  }

  #deliver(): void {
    clearTimeout(this.#gathering);
    this.#gathering = undefined;
    const events = this.#waiting;
    this.#waiting = [];
    for (const event of events) {
      if (event.kind === 'erased') this.#moments.delete(event.conversation_id);
      else if ('conversation_id' in event) {
        const before = this.moment(event.conversation_id);
        const after = applyToMoment(before, event, this.#now());
        if (after !== before) this.#moments.set(event.conversation_id, after);
      }
    }
    for (const handler of this.#handlers) handler(events);
    for (const each of this.#changed) each();
  }
}
