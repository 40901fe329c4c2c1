import type pg from 'pg';
import type { Context } from '../../context.ts';
import { agentId } from '../../desk/agents/agent-id.ts';
import { mailTeam } from '../../desk/mail/mail-team.ts';
import { auditSlack } from './audit-slack.ts';
import { installationId } from './find-installation.ts';
import { ring } from './ring.ts';

export interface Loss {
  /** for people, with what mends it */
  reason: string;
  /** Slack's word for it */
  code: string;
  /** it happened then: a token that was stored later is another one's */
  before?: Date;
}

/**
 * Slack took our access away (INS-4): secrets are purged, who uses it stays tied to it, so that a new
 * install goes on where this one ended. The team is told by mail, once. False: it was gone before, or
 * came in anew.
 */
export async function loseInstallation(
  db: pg.PoolClient,
  ctx: Pick<Context, 'now' | 'config'>,
  { tenant, installation }: { tenant: string; installation: string },
  { reason, code, before }: Loss,
): Promise<boolean> {
  const { rows } = await db.query<{ team_name: string; token_at: Date }>(
    `update slack_installation set state = 'revoked', reason = $3, state_at = now(), token = null,
       refresh_token = null, token_expires_at = null, refresh_by = null, refresh_until = null,
       refresh_error = $4
     where tenant = $1 and id = $2 and state = 'active' and ($5::timestamptz is null or token_at <= $5)
     returning team_name, token_at`,
    [tenant, installation, reason, code, before ?? null],
  );
  const [lost] = rows;
  if (!lost) return false;
  const { rows: agents } = await db.query<{ id: string; name: string }>(
    `select a.id, a.name from slack_binding b join agent a on a.tenant = b.tenant and a.id = b.agent
     where b.tenant = $1 and b.installation = $2 order by a.name limit 50`,
    [tenant, installation],
  );
  await auditSlack(db, ctx.now(), { tenant, actor: 'service:slack' }, 'revoked', {
    installation_id: installationId(installation),
    slack_error: code,
  });
  await tellAdmins(db, ctx, tenant, { installation, ...lost, agents, reason });
  await ring(db, installation);
  return true;
}

async function tellAdmins(
  db: pg.PoolClient,
  ctx: Pick<Context, 'config'>,
  tenant: string,
  lost: {
    installation: string;
    team_name: string;
    token_at: Date;
    agents: { id: string; name: string }[];
    reason: string;
  },
): Promise<void> {
  const [first] = lost.agents;
  if (!first) return;
  const names = lost.agents.map(({ name }) => name).join(', ');
  const link = `${ctx.config.publicUrl}/app/agents/${agentId(first.id)}/integrations/slack`;
  await mailTeam(db, {
    tenant,
    to: 'admins',
    subject: `Slack no longer hears of ${names}`.slice(0, 200),
    text: `${lost.reason}\n\nUntil then nothing about ${names} is posted in ${lost.team_name}. What happens meanwhile waits, and is listed in the delivery log.`,
    about: `slack-revoked:${lost.installation}:${lost.token_at.getTime()}`,
    link,
  });
}
