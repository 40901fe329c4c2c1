import type { Clock } from '../ports.ts';

/** Time that passes only when somebody sleeps, or when the test says so. */
export class TestClock implements Clock {
  #now: number;

  constructor(now = Date.UTC(2026, 2, 20, 12)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  advance(ms: number): void {
    this.#now += ms;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.#now += ms;
  }
}
