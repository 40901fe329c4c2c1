import {
  slackBindBody,
  slackDisconnectBody,
  slackRemoveBody,
  slackTokensBody,
} from '@belay/contract/desk/slack-app';
import { type SlackInstallPending, slackInstallBody } from '@belay/contract/desk/slack-install';
import { Hono } from 'hono';
import { authorize } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { agentUuid } from '../../desk/agents/agent-id.ts';
import { findAgent } from '../../desk/agents/find-agent.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { beginInstall } from './begin-install.ts';
import { bindAgent } from './bind.ts';
import { connectTokens } from './connect-tokens.ts';
import { installationUuid } from './find-installation.ts';
import { teamsPage } from './granted-teams.ts';
import { pendingInstall } from './install-state.ts';
import { installationViews } from './installation-views.ts';
import { removeInstallation } from './remove-installation.ts';
import { unbindAgent } from './unbind-agent.ts';

/** How agents come to workspaces, and leave them. */
export function installRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.post('/v1/agents/:id/slack/install', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const agent = agentUuid(c.req.param('id'));
    const { installation_id: id } = await parseBody(c, slackInstallBody);
    const installation = id === undefined ? undefined : installationUuid(id);
    return c.json(await beginInstall(ctx, caller, { agent, installation }));
  });
  routes.get('/v1/agents/:id/slack/install', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    const { tenant, userId: person } = caller;
    const { id: agent } = await findAgent(ctx.pool, {
      tenant,
      agent: agentUuid(c.req.param('id')),
    });
    const found = person && (await pendingInstall(ctx, { tenant, agent, person }));
    return c.json(pendingView(found || undefined));
  });
  routes.post('/v1/agents/:id/slack/tokens', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const agent = agentUuid(c.req.param('id'));
    const body = await parseBody(c, slackTokensBody);
    return c.json(await connectTokens(ctx, caller, agent, body));
  });
  routes.post('/v1/agents/:id/slack/bind', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const agent = agentUuid(c.req.param('id'));
    const { installation_id, team_id: teamId } = await parseBody(c, slackBindBody);
    const installation = installationUuid(installation_id);
    return c.json(await bindAgent(ctx, caller, { agent, installation, teamId }));
  });
  routes.post('/v1/agents/:id/slack/disconnect', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    await parseBody(c, slackDisconnectBody);
    return c.json(await unbindAgent(ctx, caller, agentUuid(c.req.param('id'))));
  });

  routes.get('/v1/slack/installations', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    return c.json({ items: await installationViews(ctx, caller.tenant) });
  });
  routes.get('/v1/slack/installations/:id/teams', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    return c.json(await teamsPage(ctx, caller.tenant, installationUuid(c.req.param('id'))));
  });
  routes.post('/v1/slack/installations/:id/disconnect', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    await parseBody(c, slackRemoveBody);
    return c.json(await removeInstallation(ctx, caller, c.req.param('id')));
  });
  return routes;
}

function pendingView(found: { since: Date; until: Date } | undefined): SlackInstallPending {
  if (!found) return { pending: null, sentence: null };
  return {
    pending: { since: found.since.toISOString(), until: found.until.toISOString() },
    sentence:
      'Slack hasn’t come back yet. Where admins approve apps, your request waits for one of them: once it is approved, add it to Slack again.',
  };
}
