/**
 * Lets others run in between: a page of a thousand messages is a tenth of a second of work, and
 * the thread that does it answers requests as well. Counted, not timed: runs repeat exactly.
 */
export class Breath {
  readonly #every: number;
  #count = 0;

  constructor(every: number) {
    this.#every = every;
  }

  /** Call after each item; gives way after every so many. */
  async taken(): Promise<void> {
    this.#count += 1;
    if (this.#count % this.#every === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}
