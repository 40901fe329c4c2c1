import type { LiveItem, LiveListener, LiveState, LiveStream } from './live-stream.ts';

export type LiveHandler = (items: LiveItem[]) => void;

/** How long items are gathered before listeners hear of them: a thousand a second is ten calls. */
const gatherMs = 100;
/** How long listeners may come and go before the stream is opened for other kinds. */
const settleMs = 50;

/** One stream, many listeners: each hears of the kinds it asked for, in order, in batches. */
export class LiveHub {
  readonly #stream: LiveStream;
  readonly #handlers = new Map<LiveHandler, readonly string[]>();
  readonly #gaps = new Set<() => void>();
  readonly #states = new Set<() => void>();
  #waiting: LiveItem[] = [];
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #following = false;

  constructor(open: (on: LiveListener) => LiveStream) {
    this.#stream = open({
      items: (items) => {
        this.#waiting.push(...items);
        this.#gathering ??= setTimeout(() => this.#deliver(), gatherMs);
      },
      gap: () => {
        for (const each of this.#gaps) each();
      },
      state: () => {
        for (const each of this.#states) each();
      },
    });
  }

  start(): void {
    this.#following = true;
    this.#settle();
  }

  /** Rests; `start` goes on behind what was heard. */
  pause(): void {
    this.#following = false;
    clearTimeout(this.#settling);
    this.#stream.stop();
  }

  stop(): void {
    this.pause();
    clearTimeout(this.#gathering);
  }

  nudge(): void {
    this.#stream.nudge();
  }

  /** Hears of these kinds until the returned function is called. */
  listen(kinds: readonly string[], handler: LiveHandler): () => void {
    this.#handlers.set(handler, kinds);
    this.#settle();
    return () => {
      this.#handlers.delete(handler);
      this.#settle();
    };
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

  #settle(): void {
    if (!this.#following) return;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      const wanted = [...this.#handlers.values()].flat();
      // the stream stays open for its heartbeat even if nobody listens
      this.#stream.follow(wanted.length > 0 ? wanted : ['connector_changed']);
    }, settleMs);
  }

  #deliver(): void {
    this.#gathering = undefined;
    const items = this.#waiting;
    this.#waiting = [];
    for (const [handler, kinds] of this.#handlers) {
      const own = items.filter((item) => kinds.includes(item.kind));
      if (own.length > 0) handler(own);
    }
  }
}
