import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '@belay/slack/clock';

/** Thrown where going on would mean to wait longer than a person does. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow';
  readonly waitMs: number;
  constructor(waitMs: number) {
    super('Slack would have to be waited for.');
    this.waitMs = waitMs;
  }
}

/** The machine's time; a sleep that is longer than `patienceMs` is refused instead. */
export function hastyClock(patienceMs: number): Clock {
  return {
    now: Date.now,
    async sleep(ms, signal) {
      if (ms > patienceMs) throw new TooSlow(ms);
      await wait(ms, undefined, signal ? { signal } : {});
    },
  };
}
