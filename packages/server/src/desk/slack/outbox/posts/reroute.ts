import { inTransaction } from '../../../../db/in-transaction.ts';
import { rerouteEscalation } from '../../notify/reroute-escalation.ts';
import type { OutboxPlace } from '../lane.ts';
import type { Parked } from './park-posts.ts';

/**
 * Escalations among what can't be posted are told elsewhere at once (NTF-4): in the fallback
 * channel, else by mail. Once each, however often it is asked.
 */
export async function reroute(
  { ctx, installation }: OutboxPlace,
  posts: readonly Parked[],
): Promise<void> {
  for (const { tenant, id, isEscalation } of posts) {
    if (!isEscalation) continue;
    try {
      const to = await inTransaction(ctx.pool, (db) => rerouteEscalation(db, { tenant, id }));
      if (to !== null) ctx.log.warn({ installation, post: id, to }, 'an escalation goes elsewhere');
    } catch (error) {
      // the next owner, or the next probe, asks again
      ctx.log.error({ err: error, post: id }, 'an escalation could not be told elsewhere');
    }
  }
}
