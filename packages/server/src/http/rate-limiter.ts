import { BelayError } from '@belay/contract/error';
import type { Context as HonoContext } from 'hono';
import type { Caller } from '../auth/authorize.ts';
import type { AppEnv } from './app-env.ts';

export interface RateLimiter {
  /** Counts one request of this actor; throws 429 when the minute is used up. */
  spend(c: HonoContext<AppEnv>, caller: Caller): void;
}

const minute = 60_000;

/** Per actor and process, in fixed minutes. `perMinute` 0 means no limit. */
export function createRateLimiter(perMinute: number, now: () => number): RateLimiter {
  let window = 0;
  const used = new Map<string, number>();
  return {
    spend(c, caller) {
      if (perMinute === 0) return;
      const current = Math.floor(now() / minute);
      if (current !== window) {
        window = current;
        used.clear();
      }
      const key = `${caller.tenant} ${caller.actor}`;
      const count = (used.get(key) ?? 0) + 1;
      used.set(key, count);
      const resetAt = (current + 1) * minute;
      c.header('X-RateLimit-Limit', String(perMinute));
      c.header('X-RateLimit-Remaining', String(Math.max(0, perMinute - count)));
      c.header('X-RateLimit-Reset', new Date(resetAt).toISOString());
      if (count > perMinute)
        throw new BelayError(
          'RATE_LIMITED',
          `More than ${perMinute} requests in this minute. Wait for Retry-After seconds and send it again.`,
          { retry_after_s: Math.max(1, Math.ceil((resetAt - now()) / 1000)) },
        );
    },
  };
}
