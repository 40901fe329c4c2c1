/** Wakes whoever waits for something to have happened; a ring between look and wait counts. */
export class Bell {
  #rings = 0;
  #waiting: (() => void)[] = [];

  get rings(): number {
    return this.#rings;
  }

  ring(): void {
    this.#rings += 1;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  /** resolves once the bell has rung more than `heard` times */
  after(heard: number): Promise<void> {
    if (this.#rings > heard) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
