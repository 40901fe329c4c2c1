import { Hono, type Context as HonoContext } from 'hono';
import { z } from 'zod';
import type { Caller } from '../../auth/authorize.ts';
import { sessionPrefix } from '../../auth/session/sessions.ts';
import type { Context } from '../../context.ts';
import { agentId } from '../../desk/agents/agent-id.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { slackPaths } from '../app/app-addresses.ts';
import { auditSlack } from './audit-slack.ts';
import { finishInstall, type InstallEnd } from './finish-install.ts';
import { type InstallState, spendInstallState } from './install-state.ts';

/** What Slack brings back; whatever else comes is nobody's. */
export const callbackQuery = z.object({
  state: z.string().max(200).optional(),
  code: z.string().max(500).optional(),
  error: z.string().max(200).optional(),
});

/**
 * Where consent returns to. The browser's own session has to be the one that began, and the same
 * person's; else nothing is asked of Slack (INS-1). Each end lands on a page that says why.
 */
export function callbackRoute(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>().get(slackPaths.redirect, async (c) => {
    // the address holds a code
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Cache-Control', 'no-store');
    const query = callbackQuery.safeParse(c.req.query());
    const { state: value, code, error } = query.data ?? {};
    const spent = value === undefined ? undefined : await spendInstallState(ctx, value);
    if (!spent) return c.redirect(`${ctx.config.publicUrl}/app/settings/slack?slack=expired`);
    const { state } = spent;
    const ended = spent.isFresh
      ? await end(ctx, c, state, { code, error })
      : { end: 'expired' as const };
    return c.redirect(landing(ctx, state, ended));
  });
}

async function end(
  ctx: Context,
  c: HonoContext<AppEnv>,
  state: InstallState,
  brought: { code: string | undefined; error: string | undefined },
): Promise<InstallEnd> {
  const signedIn = await ctx.sessions.signedIn(c).catch(() => undefined);
  if (!signedIn) return { end: 'signed_out' };
  if (signedIn.person.id !== state.person) return { end: 'other_person' };
  if (signedIn.id !== state.session) return { end: 'other_browser' };
  const caller = await ctx.sessions.caller(c, state.tenant).catch(() => undefined);
  if (!caller || caller.jti !== sessionPrefix + state.session) return { end: 'no_permission' };
  const ended = await endFor(ctx, caller, state, brought);
  if (ended.end !== 'connected' && ended.end !== 'choose_team')
    await auditSlack(ctx.pool, ctx.now(), caller, 'install.refused', {
      agent_id: agentId(state.agent),
      reason: ended.end,
      ...(ended.slackError === undefined ? {} : { slack_error: ended.slackError }),
    });
  return ended;
}

async function endFor(
  ctx: Context,
  caller: Caller,
  state: InstallState,
  { code, error }: { code: string | undefined; error: string | undefined },
): Promise<InstallEnd> {
  if (error !== undefined) return refusedBy(error);
  if (code === undefined) return { end: 'failed' };
  return finishInstall(ctx, caller, state, code);
}

/** Slack's page itself said no. */
function refusedBy(error: string): InstallEnd {
  const slackError = /^[a-z_]{1,60}$/.test(error) ? error : undefined;
  if (slackError === 'access_denied') return { end: 'access_denied', slackError };
  if (slackError === 'invalid_scope' || slackError === 'no_scopes')
    return { end: 'missing_scope', slackError };
  if (slackError !== undefined && /approv|restricted|not_allowed/.test(slackError))
    return { end: 'needs_approval', slackError };
  return { end: 'failed', slackError };
}

/** The agent's Slack page; words come from its own closed set, never from the address. */
function landing(ctx: Context, { agent }: InstallState, { end, slackError }: InstallEnd): string {
  const url = new URL(`${ctx.config.publicUrl}/app/agents/${agentId(agent)}/integrations/slack`);
  url.searchParams.set('slack', end);
  if (slackError !== undefined) url.searchParams.set('slack_error', slackError);
  return url.href;
}
