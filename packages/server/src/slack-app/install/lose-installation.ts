import { agentSettings, type WidgetLanguage } from '@belay/contract/desk/agent';
import { filled } from '@belay/slack/cards/phrase';
import type pg from 'pg';
import type { Context } from '../../context.ts';
import { agentId } from '../../desk/agents/agent-id.ts';
import { mailTeam } from '../../desk/mail/mail-team.ts';
import { type TeamWords, teamWords } from '../../desk/mail/team-words/team-words.ts';
import { auditSlack } from './audit-slack.ts';
import { installationId } from './find-installation.ts';
import { ring } from './ring.ts';

export interface Loss {
  what: keyof TeamWords['losses'];
  mend: keyof TeamWords['mends'];
  /** Slack's word for it */
  code: string;
  /** what Slack refused, as it is sealed, and when it was stored: another one may still count */
  asked?: { token: Buffer | null; token_at: Date };
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
  { what, mend, code, asked }: Loss,
): Promise<boolean> {
  const why = (language: WidgetLanguage) => {
    const { losses, mends } = teamWords(language);
    return `${losses[what]} ${mends[mend]}`;
  };
  const { rows } = await db.query<{ team_name: string; token_at: Date }>(
    `update slack_installation set state = 'revoked', reason = $3, state_at = now(), token = null,
       refresh_token = null, token_expires_at = null, refresh_by = null, refresh_until = null,
       refresh_error = $4
     where tenant = $1 and id = $2 and state = 'active'
       and ($5::timestamptz is null or token_at <= $5 and token is not distinct from $6)
     returning team_name, token_at`,
    [
      ...[tenant, installation, why('en'), code],
      // its microseconds were cut off
      ...[asked ? new Date(asked.token_at.getTime() + 1) : null, asked?.token ?? null],
    ],
  );
  const [lost] = rows;
  if (!lost) return false;
  const { rows: agents } = await db.query<LostAgent>(
    `select a.id, a.name, a.settings from slack_binding b join agent a on a.tenant = b.tenant and a.id = b.agent
     where b.tenant = $1 and b.installation = $2 order by a.name limit 50`,
    [tenant, installation],
  );
  await auditSlack(db, ctx.now(), { tenant, actor: 'service:slack' }, 'revoked', {
    installation_id: installationId(installation),
    slack_error: code,
  });
  await tellAdmins(db, ctx, tenant, { installation, ...lost, agents, why });
  await ring(db, installation);
  return true;
}

interface LostAgent {
  id: string;
  name: string;
  settings: unknown;
}

/** In the first language of the first agent. */
async function tellAdmins(
  db: pg.PoolClient,
  ctx: Pick<Context, 'config' | 'now'>,
  tenant: string,
  lost: {
    installation: string;
    team_name: string;
    token_at: Date;
    agents: LostAgent[];
    why(language: WidgetLanguage): string;
  },
): Promise<void> {
  const [first] = lost.agents;
  if (!first) return;
  const [language = 'en'] = agentSettings.parse(first.settings).languages;
  const words = teamWords(language).lost;
  const places = {
    agents: lost.agents.map(({ name }) => name).join(', '),
    team: lost.team_name,
    why: lost.why(language),
  };
  const link = `${ctx.config.publicUrl}/app/agents/${agentId(first.id)}/integrations/slack`;
  await mailTeam(
    { db, now: new Date(ctx.now()) },
    {
      tenant,
      to: 'admins',
      subject: filled(words.subject, places),
      text: filled(words.text, places),
      about: `slack-revoked:${lost.installation}:${lost.token_at.getTime()}`,
      link,
    },
  );
}
