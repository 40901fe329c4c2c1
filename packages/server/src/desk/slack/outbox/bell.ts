import type { Clock } from '@belay/slack/clock';

/** Wakes one loop that has nothing to do; what rings while it works is not lost. */
export class Bell {
  readonly #clock: Clock;
  #hasRung = true;
  #wake: () => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  ring(): void {
    this.#hasRung = true;
    this.#wake();
  }

  /** Until it rings, so many ms are over, or the signal aborts. */
  async heard(ms: number | undefined, signal: AbortSignal): Promise<void> {
    if (!this.#hasRung && !signal.aborted) {
      const over = new AbortController();
      const rung = new Promise<void>((resolve) => {
        this.#wake = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true, signal: over.signal });
      });
      const late =
        ms === undefined ? [] : [this.#clock.sleep(ms, over.signal).catch(() => undefined)];
      await Promise.race([rung, ...late]);
      // whoever was woken goes first
      setImmediate(() => over.abort());
    }
    this.#hasRung = false;
  }
}
