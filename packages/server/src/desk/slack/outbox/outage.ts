/**
 * Whether Slack as a whole fails us: after two failures in a row nothing is sent for a while, then
 * one at a time, so that an outage costs a few requests and not one for each post.
 */
export class Outage {
  readonly #firstMs: number;
  readonly #longestMs: number;
  #failures = 0;
  #until = 0;

  constructor({ pauseMs, longestPauseMs }: { pauseMs: number; longestPauseMs: number }) {
    this.#firstMs = pauseMs;
    this.#longestMs = longestPauseMs;
  }

  /** True from the second failure on, until something goes well. */
  get isOn(): boolean {
    return this.#failures > 1;
  }

  /** ms that nothing is sent. */
  leftMs(now: number): number {
    return this.isOn ? Math.max(0, this.#until - now) : 0;
  }

  failed(now: number): void {
    // those that were on their way together failed of one cause
    if (this.leftMs(now) > 0) return;
    this.#failures += 1;
    const pause = this.#firstMs * 2 ** Math.max(0, this.#failures - 2);
    this.#until = now + Math.min(pause, this.#longestMs);
  }

  passed(): void {
    this.#failures = 0;
  }
}
