import type pg from 'pg';
import { addJob } from '../../jobs/add-job.ts';
import type { Task } from '../../jobs/tasks.ts';
import type { Installed } from '../book/installation-book.ts';
import { SlackSaidNo } from '../slack-call.ts';
import { readGrantedTeams } from './granted-teams.ts';

/** An organisation's admin let the app into a workspace, or took it out: the list is read anew. */
export async function noteTeamAccess(
  { pool }: { pool: pg.Pool },
  installations: readonly Installed[],
): Promise<void> {
  for (const { tenant, id: installation } of installations)
    await addJob(
      pool,
      'slack_teams',
      { tenant, installation },
      { key: `slack_teams:${installation}` },
    );
}

/** Late, twice or out of order: what Slack lists now is what counts. */
export const slackTeamsTask: Task<{ tenant: string; installation: string }> = async (
  ctx,
  { tenant, installation },
) => {
  const { rows } = await ctx.pool.query(
    `select from slack_installation
     where tenant = $1 and id = $2 and state = 'active' and is_org_wide`,
    [tenant, installation],
  );
  if (rows.length === 0) return;
  try {
    await readGrantedTeams(ctx, tenant, installation);
  } catch (error) {
    // its end is told by other events
    if (!(error instanceof SlackSaidNo)) throw error;
  }
};
