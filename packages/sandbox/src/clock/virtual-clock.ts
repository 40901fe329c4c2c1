import { type Clock, sleepOn } from './clock.ts';

interface Timer {
  due: number;
  order: number;
  work: () => void;
}

/** Time that stands still until a test advances it: hours of Slack pass in seconds (SBX-3). */
export class VirtualClock implements Clock {
  #now: number;
  #order = 0;
  #timers: Timer[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, work: () => void): () => void {
    const timer = { due: this.#now + Math.max(0, ms), order: this.#order++, work };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return sleepOn((wait, work) => this.after(wait, work), ms, signal);
  }

  /** When the next timer is due, or undefined: a test may jump right there. */
  get next(): number | undefined {
    return this.#first()?.due;
  }

  /**
   * Moves time on by `ms`. Timers on the way run in the order of their due times, each at its own
   * moment, and whatever their callbacks schedule within the span runs too.
   */
  async advance(ms: number): Promise<void> {
    const target = this.#now + ms;
    for (let timer = this.#first(); timer && timer.due <= target; timer = this.#first()) {
      const due = timer;
      this.#timers = this.#timers.filter((other) => other !== due);
      this.#now = Math.max(this.#now, due.due);
      due.work();
      // promise chains of the callback come to rest before time goes on
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    this.#now = target;
  }

  #first(): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers)
      if (!first || timer.due < first.due || (timer.due === first.due && timer.order < first.order))
        first = timer;
    return first;
  }
}
