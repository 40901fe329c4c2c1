import type { Clock } from '../clock.ts';

/** A clock whose sleeps end at once and leave the time where they would have ended. */
export class LeapClock implements Clock {
  time: number;
  readonly slept: number[] = [];

  constructor(time = Date.UTC(2026, 2, 15, 12)) {
    this.time = time;
  }

  now(): number {
    return this.time;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.slept.push(ms);
    this.time += ms;
    await Promise.resolve();
  }
}
