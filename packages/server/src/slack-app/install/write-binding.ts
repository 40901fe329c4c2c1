import { slackSettings } from '@belay/contract/desk/slack-settings';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { agentId } from '../../desk/agents/agent-id.ts';
import { connectionBack } from '../../desk/slack/outbox/connection-back.ts';
import { auditSlack } from './audit-slack.ts';
import { installationId } from './find-installation.ts';
import { ring } from './ring.ts';
import { parkPosts } from './take-away.ts';
import { withoutPlaces } from './without-places.ts';

/**
 * The row that ties an agent to a workspace. What was chosen before stays, and in another workspace
 * all of it but the channels. The caller holds the installation's row.
 */
export async function writeBinding(
  db: pg.PoolClient,
  ctx: Context,
  caller: Caller,
  { agent, installation, teamId }: { agent: string; installation: string; teamId: string },
): Promise<void> {
  const { tenant } = caller;
  const { rows } = await db.query<{
    installation: string | null;
    team_id: string | null;
    settings: unknown;
  }>(
    `select installation, team_id, settings from slack_binding where tenant = $1 and agent = $2 for update`,
    [tenant, agent],
  );
  const [before] = rows;
  const stood = slackSettings.parse(before?.settings ?? {});
  const isElsewhere = before !== undefined && before.team_id !== teamId;
  const settings = isElsewhere ? withoutPlaces(stood) : stood;
  try {
    await db.query(
      `insert into slack_binding (tenant, agent, installation, team_id, settings, connected_at,
         connected_by, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $6)
       on conflict (tenant, agent) do update set installation = $3, team_id = $4, settings = $5,
         connected_at = $6, connected_by = $7, updated_at = $6`,
      [
        ...[tenant, agent, installation, teamId, JSON.stringify(settings)],
        ...[new Date(ctx.now()), caller.actor],
      ],
    );
  } catch (error) {
    // it was deleted meanwhile
    if (!isForeignKey(error)) throw error;
    throw new BelayError('NOT_FOUND', 'There is no such agent. GET /v1/agents lists yours.');
  }
  const former = before?.installation;
  if (former && former !== installation) {
    await parkPosts(db, tenant, former, agent);
    await ring(db, former);
  }
  await auditSlack(db, ctx.now(), caller, 'connect', {
    agent_id: agentId(agent),
    installation_id: installationId(installation),
    team_id: teamId,
  });
  await connectionBack(db, { tenant, installation, agent });
  await ring(db, installation);
}

function isForeignKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23503';
}
