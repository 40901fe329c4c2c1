import type { Context } from '../../context.ts';

const keepMs = 30 * 86_400_000;

/** What was told to whom is of interest for a month; what happened stays, so that it is told once. */
export async function sweepTold(ctx: Context): Promise<void> {
  const before = [new Date(ctx.now() - keepMs)];
  await ctx.pool.query(
    `delete from webhook_delivery where created_at < $1 and state <> 'waiting'`,
    before,
  );
  await ctx.pool.query(`delete from letter where created_at < $1 and state <> 'waiting'`, before);
}
