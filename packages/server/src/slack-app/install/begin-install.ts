import type { SlackInstallLink } from '@belay/contract/desk/slack-app';
import { BelayError } from '@belay/contract/error';
import { deskScopes } from '@belay/slack/app/desk-scopes';
import { manifestScopes } from '@belay/slack/app/slack-manifest';
import type { Caller } from '../../auth/authorize.ts';
import { sessionPrefix } from '../../auth/session/sessions.ts';
import type { Context } from '../../context.ts';
import { agentId } from '../../desk/agents/agent-id.ts';
import { findAgent } from '../../desk/agents/find-agent.ts';
import { authorizeUrl, redirectUrl, whyNoConsent } from '../app/app-addresses.ts';
import { appCredentials } from '../app/app-credentials.ts';
import { auditSlack } from './audit-slack.ts';
import { findInstallation } from './find-installation.ts';
import { newInstallState } from './install-state.ts';

/**
 * Add to Slack: where the browser goes. The state that it carries is good once, for ten minutes, and
 * for this session, person and agent alone (INS-1). Throws NOT_FOUND, NOT_CONFIGURED, POLICY_DENIED
 * for programs.
 */
export async function beginInstall(
  ctx: Context,
  caller: Caller,
  { agent, installation }: { agent: string; installation?: string | undefined },
): Promise<SlackInstallLink> {
  const { tenant, userId: person } = caller;
  await findAgent(ctx.pool, { tenant, agent });
  const again =
    installation === undefined ? undefined : await findInstallation(ctx.pool, tenant, installation);
  if (person === undefined)
    throw new BelayError(
      'POLICY_DENIED',
      'Slack asks a person for consent, in the browser that began: sign in to the dashboard. A program can paste tokens instead.',
      { capability: 'desk.manage', decided_by_tier: 'actor', reason: 'no session' },
    );
  const app = await appCredentials(ctx, tenant);
  const why = whyNoConsent(ctx, app);
  if (why !== undefined || !app?.clientId)
    throw new BelayError('NOT_CONFIGURED', why ?? 'There is no Slack app yet.', {});
  const redirectUri = redirectUrl(ctx);
  const state = await newInstallState(ctx, {
    ...{ tenant, person, agent, redirectUri, app: app.whose, clientId: app.clientId },
    session: caller.jti.slice(sessionPrefix.length),
    installation: again?.id ?? null,
  });
  await auditSlack(ctx.pool, ctx.now(), caller, 'install.begin', {
    agent_id: agentId(agent),
    app: app.whose,
  });
  const url = authorizeUrl(app);
  url.searchParams.set('client_id', app.clientId);
  url.searchParams.set('scope', (await wantedScopes(ctx, tenant)).join(','));
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('state', state);
  // preselects it; an organisation has a page of its own
  if (again && !again.is_org_wide) url.searchParams.set('team', again.team_id);
  return { url: url.href };
}

/** What agents need (INS-2); and what reading does, where connectors may come to the same token. */
async function wantedScopes(ctx: Context, tenant: string): Promise<string[]> {
  const { rows } = await ctx.pool.query('select from connector where tenant = $1 limit 1', [
    tenant,
  ]);
  const reading = rows.length > 0 ? manifestScopes() : [];
  return [...new Set([...deskScopes, ...reading].map(({ scope }) => scope))];
}
