import type { Context } from '../../context.ts';

const keptDays = 7;

/** Removes who opened a widget a week ago and never said a word: nothing is known of them. */
export async function sweepSilent(ctx: Pick<Context, 'pool' | 'now'>): Promise<number> {
  const { rowCount } = await ctx.pool.query(
    `delete from visitor v
     where v.last_seen_at < $1 and v.external_id is null and v.blocked_at is null
       and v.erased_at is null
       and not exists (select from conversation c where c.tenant = v.tenant and c.visitor = v.id)`,
    [new Date(ctx.now() - keptDays * 86_400_000)],
  );
  return rowCount ?? 0;
}
