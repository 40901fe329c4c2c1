import { slackWhyBody } from '@belay/contract/desk/slack';
import {
  slackChannelsBody,
  slackCreateChannelBody,
  slackJoinChannelBody,
} from '@belay/contract/desk/slack-channels';
import {
  slackDeliveriesQuery,
  slackReplayBody,
  slackTestBody,
} from '@belay/contract/desk/slack-delivery';
import { slackSettingsBody } from '@belay/contract/desk/slack-settings';
import { Hono } from 'hono';
import { z } from 'zod';
import { authorize } from '../../../auth/authorize.ts';
import type { Context } from '../../../context.ts';
import type { AppEnv } from '../../../http/app-env.ts';
import { parseBody, parseQuery } from '../../../http/parse-body.ts';
import { agentUuid } from '../../agents/agent-id.ts';
import { findAgent } from '../../agents/find-agent.ts';
import { createChannel } from '../channels/create-channel.ts';
import { joinChannel } from '../channels/join-channel.ts';
import { listUserGroups } from '../channels/list-user-groups.ts';
import { pickChannels } from '../channels/pick-channels.ts';
import { listDeliveries } from '../log/list-deliveries.ts';
import { replayDelivery } from '../log/replay-delivery.ts';
import { replayParked } from '../log/replay-parked.ts';
import { sendTest } from '../log/send-test.ts';
import { explainRoute } from '../route/explain-route.ts';
import { agentSlackView } from './agent-slack-view.ts';
import { saveSettings } from './save-settings.ts';

const emptyBody = z.strictObject({});

/** `/v1/agents/{id}/slack…`: what an agent tells in Slack, where, and what came of it. */
export function agentSlackRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  /** Throws NOT_FOUND, also for another tenant's: before anything is said of its Slack */
  const agentOf = async (tenant: string, id: string) => {
    const agent = agentUuid(id);
    await findAgent(ctx.pool, { tenant, agent });
    return agent;
  };

  routes.get('/v1/agents/:id/slack', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    return c.json(await agentSlackView(ctx, caller.tenant, agentUuid(c.req.param('id'))));
  });
  routes.put('/v1/agents/:id/slack', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const agent = await agentOf(caller.tenant, c.req.param('id'));
    await saveSettings(ctx, caller, agent, await parseBody(c, slackSettingsBody));
    return c.json(await agentSlackView(ctx, caller.tenant, agent));
  });
  routes.post('/v1/agents/:id/slack/why', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    const agent = await agentOf(caller.tenant, c.req.param('id'));
    const body = await parseBody(c, slackWhyBody);
    return c.json(await explainRoute(ctx, caller.tenant, agent, body));
  });
  routes.post('/v1/agents/:id/slack/test', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const agent = await agentOf(caller.tenant, c.req.param('id'));
    return c.json(await sendTest(ctx, caller, agent, await parseBody(c, slackTestBody)), 202);
  });
  for (const part of [channelRoutes, logRoutes]) routes.route('/', part(ctx, agentOf));
  return routes;
}

type AgentOf = (tenant: string, id: string) => Promise<string>;

function channelRoutes(ctx: Context, agentOf: AgentOf): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.post('/v1/agents/:id/slack/channels', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const agent = await agentOf(caller.tenant, c.req.param('id'));
    return c.json(await pickChannels(ctx, caller, agent, await parseBody(c, slackChannelsBody)));
  });
  routes.post('/v1/agents/:id/slack/channels/create', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const agent = await agentOf(caller.tenant, c.req.param('id'));
    const body = await parseBody(c, slackCreateChannelBody);
    return c.json(await createChannel(ctx, caller, agent, body), 201);
  });
  routes.post('/v1/agents/:id/slack/channels/join', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const agent = await agentOf(caller.tenant, c.req.param('id'));
    const { channel } = await parseBody(c, slackJoinChannelBody);
    return c.json(await joinChannel(ctx, caller, agent, channel));
  });
  routes.get('/v1/agents/:id/slack/user-groups', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const agent = await agentOf(caller.tenant, c.req.param('id'));
    return c.json(await listUserGroups(ctx, caller, agent));
  });
  return routes;
}

function logRoutes(ctx: Context, agentOf: AgentOf): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/v1/agents/:id/slack/deliveries', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    const query = parseQuery(c, slackDeliveriesQuery);
    const agent = agentUuid(c.req.param('id'));
    return c.json(await listDeliveries(ctx.pool, caller.tenant, agent, query));
  });
  routes.post('/v1/agents/:id/slack/deliveries/:delivery/replay', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    await parseBody(c, emptyBody);
    const { id, delivery } = c.req.param();
    const agent = await agentOf(caller.tenant, id);
    return c.json(await replayDelivery(ctx, caller, agent, delivery), 202);
  });
  routes.post('/v1/agents/:id/slack/replay', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.manage');
    const agent = await agentOf(caller.tenant, c.req.param('id'));
    return c.json(await replayParked(ctx, caller, agent, await parseBody(c, slackReplayBody)), 202);
  });
  return routes;
}
