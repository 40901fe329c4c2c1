import type { SlackDisconnected } from '@belay/contract/desk/slack-install';
import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { agentId } from '../../desk/agents/agent-id.ts';
import { findAgent } from '../../desk/agents/find-agent.ts';
import { auditSlack } from './audit-slack.ts';
import { findInstallation, installationId } from './find-installation.ts';
import { removedSentence } from './removed-sentence.ts';
import { revokeAtSlack } from './revoke-at-slack.ts';
import { ring } from './ring.ts';
import { parkPosts, takeAway } from './take-away.ts';

/**
 * Disconnect: this agent at once; what was chosen stays (INS-4). The workspace goes with it when
 * nothing else uses it. Throws NOT_FOUND; disconnected already is a result. uuid.
 */
export async function unbindAgent(
  ctx: Context,
  caller: Caller,
  agent: string,
): Promise<SlackDisconnected> {
  const { tenant } = caller;
  const { name } = await findAgent(ctx.pool, { tenant, agent });
  const left = await inTransaction(ctx.pool, async (db) => {
    const installation = await boundTo(db, tenant, agent);
    if (installation === undefined) return undefined;
    const row = await findInstallation(db, tenant, installation, 'for no key update');
    const { rowCount } = await db.query(
      `update slack_binding set installation = null, updated_at = now()
       where tenant = $1 and agent = $2 and installation = $3`,
      [tenant, agent, installation],
    );
    // another click was faster
    if (rowCount === 0) return undefined;
    await parkPosts(db, tenant, installation, agent);
    await auditSlack(db, ctx.now(), caller, 'disconnect', {
      agent_id: agentId(agent),
      installation_id: installationId(installation),
    });
    const users = await usersOf(db, tenant, installation);
    if (users.agents === 0 && users.connectors > 0)
      await db.query(
        'update slack_installation set is_desk = false where tenant = $1 and id = $2',
        [tenant, installation],
      );
    const isUnused = users.agents + users.connectors === 0;
    if (isUnused && row.state !== 'removed') await takeAway(db, ctx, caller, installation);
    else await ring(db, installation);
    return { installation, workspace: row.team_name, isUnused, users };
  });
  const already = `${name} isn’t connected to Slack.`;
  if (!left) return { removed: false, sentence: already };
  const { installation, workspace, isUnused, users } = left;
  if (!isUnused) {
    const others = users.agents > 0 ? 'Other agents' : 'A connector';
    const verb = users.agents > 0 ? 'use' : 'uses';
    return {
      removed: false,
      sentence: `${name} no longer tells ${workspace} anything. ${others} still ${verb} the workspace, so the app stays in it.`,
    };
  }
  const end = await revokeAtSlack(ctx, { tenant, installation });
  return { removed: true, sentence: removedSentence(workspace, end) };
}

async function boundTo(
  db: pg.PoolClient,
  tenant: string,
  agent: string,
): Promise<string | undefined> {
  const { rows } = await db.query<{ installation: string | null }>(
    'select installation from slack_binding where tenant = $1 and agent = $2',
    [tenant, agent],
  );
  return rows[0]?.installation ?? undefined;
}

/** Who still uses it; connectors that are being deleted don't. */
export async function usersOf(
  db: pg.PoolClient,
  tenant: string,
  installation: string,
): Promise<{ agents: number; connectors: number }> {
  const { rows } = await db.query<{ agents: number; connectors: number }>(
    `select (select count(*)::int from slack_binding
             where tenant = $1 and installation = $2) as agents,
            (select count(*)::int from connector
             where tenant = $1 and installation = $2 and wanted <> 'deleting') as connectors`,
    [tenant, installation],
  );
  return rows[0] ?? { agents: 0, connectors: 0 };
}
