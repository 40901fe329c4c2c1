import type { Context } from '../../../context.ts';
import { deskTransaction } from '../state/desk-transaction.ts';
import { lockStanding } from '../state/standing.ts';
import { closeIn } from '../verbs/close-conversation.ts';
import { findDue } from './due.ts';
import { forEachDue } from './for-each-due.ts';

/** Hours of an agent's settings; older rows have none. */
const hoursOf = (state: 'agent' | 'human', otherwise: number) =>
  `coalesce((a.settings -> 'idle_hours' ->> '${state}')::int, ${otherwise}) * interval '1 hour'`;

/**
 * What nobody speaks in any more: with the agent since anything happened; with a person since our
 * last word, unless the visitor waits for another. What waits for a person never closes by itself.
 */
const isIdle = `(
  (c.state = 'agent' and c.updated_at <= $1::timestamptz - (
    select ${hoursOf('agent', 24)} from agent a where a.tenant = c.tenant and a.id = c.agent))
  or (c.state = 'human' and c.snooze_until is null and c.visitor_seq <= c.our_seq
      and greatest(c.we_spoke_at, c.claimed_at) <= $1::timestamptz - (
    select ${hoursOf('human', 72)} from agent a where a.tenant = c.tenant and a.id = c.agent)))`;

export async function closeIdle(ctx: Context): Promise<void> {
  const now = new Date(ctx.now());
  const due = await findDue(
    ctx.pool,
    // the index; an hour is the shortest setting
    `c.state in ('agent', 'human') and c.updated_at <= $1::timestamptz - interval '1 hour' and ${isIdle}`,
    now,
  );
  await forEachDue(ctx, due, ({ tenant, id, epoch }) =>
    deskTransaction(ctx, async (tx) => {
      const standing = await lockStanding(tx, tenant, id);
      // somebody may have spoken since we looked
      const { rowCount } = await tx.db.query(
        `select from conversation c where c.tenant = $2 and c.id = $3 and ${isIdle}`,
        [now, tenant, id],
      );
      if (rowCount !== 0) await closeIn(tx, standing, { kind: 'clock', tenant }, { epoch }, true);
    }),
  );
}
