import { Hono } from 'hono';
import type { Context } from '../context.ts';
import type { AppEnv } from '../http/app-env.ts';
import { apiTokenRoutes } from './api-tokens/api-token-routes.ts';
import { auditRoutes } from './audit/audit-routes.ts';
import { invitationRoutes, invitedRoutes } from './invitations/invitation-routes.ts';
import { memberRoutes } from './members/member-routes.ts';
import { meRoutes } from './people/me-routes.ts';
import { organisationRoutes, tenantRoutes } from './people/tenant-routes.ts';
import { resetLoginRoutes } from './reset-login/reset-login-routes.ts';
import { sessionRoutes } from './session/session-routes.ts';
import { signInRoutes } from './session/sign-in-routes.ts';
import { setupRoutes } from './setup/setup-routes.ts';

/** Of strangers with a link and of people, whatever organisation they look at: in front of needCaller. */
export function personRoutes(ctx: Context): Hono<AppEnv> {
  return mounted(ctx, [
    signInRoutes,
    setupRoutes,
    resetLoginRoutes,
    invitedRoutes,
    meRoutes,
    sessionRoutes,
    tenantRoutes,
  ]);
}

/** Of one organisation: behind needCaller. */
export function membershipRoutes(ctx: Context): Hono<AppEnv> {
  return mounted(ctx, [
    organisationRoutes,
    memberRoutes,
    invitationRoutes,
    apiTokenRoutes,
    auditRoutes,
  ]);
}

function mounted(ctx: Context, parts: ((ctx: Context) => Hono<AppEnv>)[]): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  for (const part of parts) routes.route('/', part(ctx));
  return routes;
}
