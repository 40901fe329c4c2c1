import type { Context } from '../../../context.ts';

const keptMs = 90 * 24 * 3_600_000;
/** Of one statement: no long locks. */
const mostAtOnce = 5_000;

/**
 * What tells nothing of a visitor, and what was never shown or is gone again, leaves the log after
 * 90 days. Posts about a conversation stay as long as its card: erasing the visitor has to find them
 * in Slack (NTF-7). An erased conversation's leave when Slack shows nothing of it any more.
 */
const statement = `
with old as (
  select p.tenant, p.id from slack_post p
  left join slack_card k on k.tenant = p.tenant and k.id = p.card
  where p.created_at < $1 and p.redraw_at is null
    and (p.state = 'dropped'
      or p.state in ('posted', 'parked') and p.kind in ('test', 'digest', 'summary', 'assigned')
      or p.state = 'posted' and k.erased_at is not null and p.drawn >= p.version)
  order by p.created_at limit ${mostAtOnce} for update of p skip locked)
delete from slack_post p using old where p.tenant = old.tenant and p.id = old.id`;

/** Removes old rows of the delivery log; answers how many. */
export async function sweepPosts(ctx: Context, signal: AbortSignal): Promise<number> {
  const before = new Date(ctx.now() - keptMs);
  for (let removed = 0; ; ) {
    const { rowCount } = await ctx.pool.query(statement, [before]);
    removed += rowCount ?? 0;
    if (signal.aborted || (rowCount ?? 0) < mostAtOnce) return removed;
  }
}
