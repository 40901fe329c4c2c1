import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '@belay/slack/clock';

/** Somebody waits for the answer: a longer wait than this ends the call. */
const patienceMs = 2_000;

/** Thrown where going on would mean to wait longer than a person does. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow';
  readonly waitMs: number;
  constructor(waitMs: number) {
    super('Slack would have to be waited for.');
    this.waitMs = waitMs;
  }
}

/** The machine's time for calls that a person waits for. */
export const hastyClock: Clock = {
  now: Date.now,
  async sleep(ms, signal) {
    if (ms > patienceMs) throw new TooSlow(ms);
    await wait(ms, undefined, signal ? { signal } : {});
  },
};
