import type { Context } from '../../context.ts';
import { settleRun } from './settle-run.ts';
import { unknownOutcome } from './unknown-outcome.ts';

/** What a run is said to be whose process died under it. */
const lostOutcome = 'The server was stopped while the request was under way. It may have arrived.';

/** Runs that outlived their time: whoever ran them is gone, and nobody knows how they ended. */
export async function settleLostRuns(ctx: Context): Promise<void> {
  const { rows } = await ctx.pool.query<{ tenant: string; run: string; language: string | null }>(
    `select r.tenant, r.id as run, c.language from action_run r
     join conversation c on c.tenant = r.tenant and c.id = r.conversation
     where r.state = 'running' and r.due_at <= $1 order by r.due_at limit 100`,
    [new Date(ctx.now())],
  );
  for (const { language, ...run } of rows)
    try {
      await settleRun(ctx, run, {
        ...{ state: 'unknown', status: null, outcome: lostOutcome },
        said: unknownOutcome(language),
      });
    } catch (error) {
      // one that can't be settled keeps no other waiting
      ctx.log.warn({ err: error, run: run.run }, 'a lost run of an action could not be settled');
    }
}
