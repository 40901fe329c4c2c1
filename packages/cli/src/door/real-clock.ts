import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '@belay/connector/ports';

/** The machine's own time; a sleep doesn't keep a finished process alive by itself. */
export const realClock: Clock = {
  now: Date.now,
  async sleep(ms, signal) {
    try {
      await wait(ms, undefined, signal ? { signal } : {});
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw error;
    }
  },
};
