/**
 * Whether Slack as a whole fails us: after two failures in a row nothing is sent for a while, then
 * one at a time, so that an outage costs a few requests and not one for each post. A look for a post
 * in doubt is the better probe: it can't bring another one into doubt.
 */
export class Outage {
  readonly #firstMs: number;
  readonly #longestMs: number;
  #failures = 0;
  #until = 0;
  #isAnswered = false;
  /** there are posts in doubt, which are looked for */
  hasDoubts = false;

  constructor({ pauseMs, longestPauseMs }: { pauseMs: number; longestPauseMs: number }) {
    this.#firstMs = pauseMs;
    this.#longestMs = longestPauseMs;
  }

  /** True from the second failure on, until a post goes well. */
  get isOn(): boolean {
    return this.#failures > 1;
  }

  /** False: first somebody has to look, and be answered. */
  get mayPost(): boolean {
    return !this.isOn || !this.hasDoubts || this.#isAnswered;
  }

  /** ms that nothing is asked. */
  leftMs(now: number): number {
    return this.isOn ? Math.max(0, this.#until - now) : 0;
  }

  failed(now: number): void {
    // those that were on their way together failed of one cause
    if (this.leftMs(now) > 0) return;
    this.#isAnswered = false;
    this.#failures += 1;
    const pause = this.#firstMs * 2 ** Math.max(0, this.#failures - 2);
    this.#until = now + Math.min(pause, this.#longestMs);
  }

  /** Slack reads again; whether it can be written to shows the next post. */
  answered(): void {
    this.#isAnswered = true;
  }

  passed(): void {
    this.#failures = 0;
  }
}
