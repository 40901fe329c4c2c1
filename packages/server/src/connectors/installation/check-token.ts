import type { ScopeCheck } from '@belay/contract/connector';
import { BelayError } from '@belay/contract/error';
import { checkScopes, mayRead } from '@belay/slack/app/check-scopes';
import type { WorkspaceIdentity } from '@belay/slack/model';
import type { Context } from '../../context.ts';
import { askSlack, type SlackAccess } from './ask-slack.ts';
import { refuseOtherTokens } from './token-kind.ts';

/** What Slack says of a bot token. */
export interface CheckedToken {
  teamId: string;
  enterpriseId: string | undefined;
  teamName: string;
  domain: string;
  /** with a slash at the end */
  url: string;
  appId: string | undefined;
  botId: string;
  botUserId: string;
  botName: string;
  /** as granted; undefined where the server doesn't tell */
  granted: string[] | undefined;
  scopes: ScopeCheck[];
  ok: boolean;
}

/** Shape first, then `auth.test` and `bots.info`. Throws what `askSlack` throws. */
export async function checkToken(ctx: Context, token: string): Promise<CheckedToken> {
  refuseOtherTokens(token);
  return identifyToken(ctx, token);
}

/** The same for tokens that nobody pasted; `known` is the app where Slack has told it already. */
export async function identifyToken(
  ctx: Context,
  by: string | SlackAccess,
  known?: string,
): Promise<CheckedToken> {
  const apiUrl = typeof by === 'string' ? ctx.slackApiUrl(by) : by.apiUrl;
  return askSlack(ctx, by, async (workspace, signal) => {
    const { botId, botUserId, ...identity } = await workspace.identity(signal);
    if (botId === undefined || botUserId === undefined)
      throw new BelayError(
        'SLACK_REFUSED',
        'Slack says that this token belongs to no bot. Use the Bot User OAuth Token (xoxb-…) of your app.',
        { slack_error: 'not_a_bot' },
      );
    // an organisation's token would have to name a workspace for that
    const isOrgWide = identity.teamId === identity.enterpriseId;
    const appId =
      identity.appId ?? known ?? (isOrgWide ? undefined : await workspace.appOf(botId, signal));
    const scopes = checkScopes(identity.scopes);
    return {
      teamId: identity.teamId,
      enterpriseId: identity.enterpriseId,
      teamName: identity.name,
      domain: identity.domain,
      url: workspaceUrl(ctx, apiUrl, identity),
      appId,
      botId,
      botUserId,
      botName: identity.botName ?? botUserId,
      granted: identity.scopes,
      scopes,
      ok: mayRead(scopes),
    };
  });
}

/** What is kept of the scopes: all that Slack tells, the desk uses others than reading does. */
export function grantedScopes({ granted, scopes }: CheckedToken): string[] {
  return granted ?? scopes.filter((each) => each.granted).map(({ scope }) => scope);
}

/** Where people read the workspace: the sandbox beside this server serves Slack's permalinks itself. */
function workspaceUrl(
  ctx: Context,
  api: string | undefined,
  { url, domain }: WorkspaceIdentity,
): string {
  const sandbox = ctx.sandbox()?.url;
  if (sandbox && api && new URL(api).origin === new URL(sandbox).origin)
    return `${new URL(sandbox).origin}/`;
  return /^https?:\/\/.+\/$/.test(url) ? url : `https://${domain}.slack.com/`;
}

/** Throws `SLACK_REFUSED` with the missing scopes where nothing could be read. */
export function refuseBlindToken({ scopes, ok }: CheckedToken): void {
  if (ok) return;
  const missing = scopes.filter(({ need, granted }) => need === 'required' && !granted);
  throw new BelayError(
    'SLACK_REFUSED',
    `The token lacks ${missing.map(({ scope }) => scope).join(' and ')}: nothing could be read. Add what is missing under OAuth & Permissions of your app, and install the app again.`,
    { slack_error: 'missing_scope', missing: missing.map(({ scope }) => scope) },
  );
}
