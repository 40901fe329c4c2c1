import type { LifecycleQuery } from '@belay/contract/read';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { audienceOf } from './audience.ts';
import type { EventStream } from './event-stream.ts';
import { isAfter, type Position } from './lifecycle-position.ts';
import { framesOf } from './lifecycle-row.ts';
import { readLifecycle } from './read-lifecycle.ts';
import { createSeat } from './seat.ts';
import type { Turns } from './take-turns.ts';

export interface Following {
  caller: Caller;
  query: LifecycleQuery;
  /** undefined: begins with what is new */
  from: Position | undefined;
  /** thousands of streams come back at once after a restart: the pool is for others, too */
  catchUp: Turns;
  /** nothing that comes after this place is missed from now on */
  onSeated(since: Position): void;
}

/**
 * Past, cut-over, live. A seat in the hub first, so that nothing happens unseen from there on; then
 * the table up to that place; then what the seat held back. A reader that falls too far behind goes
 * round again from the table.
 */
export async function followLifecycle(
  ctx: Pick<Context, 'pool' | 'hub' | 'tokens'>,
  { caller, query, from, catchUp, onSeated }: Following,
  stream: EventStream,
): Promise<void> {
  const audience = audienceOf(caller, query);
  const stands = () => ctx.tokens.stands(caller);
  let at = from;
  while (!stream.ended) {
    const seat = createSeat(stream, stands);
    const since = await ctx.hub.join(audience, seat);
    onSeated(since);
    try {
      if (at === undefined) at = since;
      else
        do {
          const after: Position = at;
          const read = await catchUp(() => readLifecycle(ctx.pool, caller, query, after));
          if (!stands()) stream.end();
          if (read.items.length > 0) stream.write(framesOf(read.items));
          at = read.next;
          await stream.drained();
        } while (isAfter(since, at) && !stream.ended);
      seat.goLive(at);
      await seat.over;
      at = seat.at;
    } finally {
      ctx.hub.leave(audience, seat);
    }
    await stream.drained();
  }
}
