import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '@belay/connector/ports';

/** The machine's own time, for the engine and for Slack's limits. */
export const systemClock: Clock = {
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
