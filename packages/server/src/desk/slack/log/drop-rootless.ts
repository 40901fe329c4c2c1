import type { Context } from '../../../context.ts';

/** Whoever makes a new root does so in the commit that writes what follows it. */
const sinceMs = 3_600_000;

/**
 * What follows a root that is gone and that nobody replaces, because its conversation is over: it
 * would wait for ever, or come late under the root of another day (NTF-3).
 */
const statement = `
update slack_post p set state = 'dropped', trouble = 'message_gone', next_at = null
from slack_card k
where p.state = 'waiting' and p.kind <> 'card' and p.created_at < $1
  and k.tenant = p.tenant and k.id = p.card and k.ts is null
  and not exists (
    select from slack_post r
    where r.tenant = k.tenant and r.card = k.id and r.kind = 'card' and r.state <> 'dropped')`;

/** Drops posts that wait for a root that never comes; answers how many. */
export async function dropRootless(ctx: Pick<Context, 'pool' | 'now'>): Promise<number> {
  const { rowCount } = await ctx.pool.query(statement, [new Date(ctx.now() - sinceMs)]);
  return rowCount ?? 0;
}
