import { Hono } from 'hono';
import type { Context } from '../context.ts';
import type { AppEnv } from '../http/app-env.ts';
import { appRoutes } from '../slack-app/app/app-routes.ts';
import { callbackRoute } from '../slack-app/install/callback-route.ts';
import { installRoutes } from '../slack-app/install/install-routes.ts';
import { actionRoutes } from './actions/action-routes.ts';
import { agentRoutes } from './agents/agent-routes.ts';
import { announceRoutes } from './announce/announce-routes.ts';
import { availabilityRoutes } from './availability/availability-routes.ts';
import { fileLinkRoutes, operatorFileRoutes } from './files/file-routes.ts';
import { hoursRoutes } from './hours/hours-routes.ts';
import { inboxRoutes } from './inbox/inbox-routes.ts';
import { operatorVerbRoutes } from './inbox/verb-routes.ts';
import { knowledgeRoutes } from './knowledge/knowledge-routes.ts';
import { leadRoutes } from './leads/lead-routes.ts';
import { deskStreamRoutes } from './live/desk-stream-routes.ts';
import { mailRoutes } from './mail/mail-routes.ts';
import { modelRoutes } from './model/model-routes.ts';
import { playgroundRoutes } from './playground/playground-routes.ts';
import { heldRoutes } from './slack/hear/held/held-routes.ts';
import { slackInboxRoutes } from './slack/inbox/slack-inbox-routes.ts';
import { agentSlackRoutes } from './slack/integration/slack-routes.ts';
import { slackLinkRoutes, slackPeopleRoutes } from './slack/people/people-routes.ts';
import { pictureRoutes } from './slack/picture/picture-routes.ts';
import { visitorDeskRoutes } from './visitors/visitor-routes.ts';
import { webhookRoutes } from './webhooks/webhook-routes.ts';
import { widgetRoutes } from './widget/widget-routes.ts';

/** For operators and admins: behind `needCaller`. */
export function deskRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  for (const part of [
    deskStreamRoutes,
    inboxRoutes,
    operatorVerbRoutes,
    slackInboxRoutes,
    heldRoutes,
    visitorDeskRoutes,
    leadRoutes,
    operatorFileRoutes,
    agentRoutes,
    knowledgeRoutes,
    modelRoutes,
    playgroundRoutes,
    actionRoutes,
    announceRoutes,
    webhookRoutes,
    mailRoutes,
    hoursRoutes,
    agentSlackRoutes,
    appRoutes,
    installRoutes,
    slackPeopleRoutes,
    availabilityRoutes,
  ] as ((ctx: Context) => Hono<AppEnv>)[])
    routes.route('/', part(ctx));
  return routes;
}

/** For visitors and whoever opens a page with a widget: they prove themselves in their own way. */
export function visitorRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  // an <img> has no token: before what asks for one
  for (const part of [pictureRoutes, widgetRoutes, fileLinkRoutes, slackLinkRoutes, callbackRoute])
    routes.route('/', part(ctx));
  return routes;
}
