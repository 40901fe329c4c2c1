import type { LifecycleQuery } from '@belay/contract/read';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { EventStream } from '../../live/event-stream.ts';
import { type Following, follow } from '../../live/follow.ts';
import { audienceOf, type LifecycleAudience } from './audience.ts';
import { framesOf } from './lifecycle-row.ts';
import { readLifecycle } from './read-lifecycle.ts';

export interface FollowingLifecycle
  extends Pick<Following<LifecycleAudience>, 'from' | 'catchUp' | 'onSeated'> {
  caller: Caller;
  query: LifecycleQuery;
}

/** Tells a stream what a caller may hear of the lifecycle, from a place on. */
export function followLifecycle(
  { hub, pool, tokens }: Pick<Context, 'pool' | 'hub' | 'tokens'>,
  { caller, query, ...following }: FollowingLifecycle,
  stream: EventStream,
): Promise<void> {
  return follow(
    {
      ...following,
      hub,
      audience: audienceOf(caller, query),
      stands: () => tokens.stands(caller),
      async readPast(after) {
        const { items, next } = await readLifecycle(pool, caller, query, after);
        return { frames: items.length > 0 ? framesOf(items) : undefined, next };
      },
    },
    stream,
  );
}
