import type pg from 'pg';
import { type Hub, startHub } from '../../live/hub.ts';
import { settledEnd } from '../../live/settled-end.ts';
import type { LifecycleAudience } from './audience.ts';
import type { LifecycleFeed } from './lifecycle-feed.ts';
import { endOf, framesOf, itemsOf } from './lifecycle-row.ts';
import { readSettled, type SettledRow } from './read-settled.ts';

/** Tells the open lifecycle streams of this process what happens to experiences. */
export type LifecycleHub = Hub<LifecycleAudience>;

export function startLifecycleHub(
  pool: pg.Pool,
  feed: LifecycleFeed,
  onProblem: (error: unknown) => void,
): LifecycleHub {
  return startHub<SettledRow, LifecycleAudience>(
    {
      end: () => settledEnd(pool),
      read: (tenants, after) => readSettled(pool, tenants, after),
      place: endOf,
      topics: ({ tenant }) => [tenant],
      telling(row) {
        let whole: Buffer | undefined;
        return ({ hears, only }) => {
          if (!hears(row)) return undefined;
          if (only !== undefined) return framesOf(itemsOf(row, { only }));
          whole ??= framesOf(itemsOf(row));
          return whole;
        };
      },
      subscribe: (ring) => feed.subscribe(ring),
    },
    onProblem,
  );
}
