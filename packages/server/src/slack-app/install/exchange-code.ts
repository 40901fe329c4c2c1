import { BelayError } from '@belay/contract/error';
import { type Fields, fields, flag, text, whole } from '@belay/slack/parse/fields';
import type { SlackAppCredentials } from '../app/app-credentials.ts';
import { SlackSaidNo, slackCall } from '../slack-call.ts';

/** Tokens as Slack grants them: for a workspace, or for an organisation of workspaces (INS-3). */
export interface GrantedTokens {
  token: string;
  /** where tokens rotate */
  refreshToken: string | undefined;
  expiresInMs: number | undefined;
  scopes: string[];
}

export interface GrantedInstall extends GrantedTokens {
  appId: string | undefined;
  botUserId: string | undefined;
  team: { id: string; name: string } | undefined;
  enterprise: { id: string; name: string | undefined } | undefined;
  isOrgWide: boolean;
}

type Credentials = Pick<SlackAppCredentials, 'clientId' | 'clientSecret' | 'apiUrl'>;

/** Tokens for a code. Throws `SlackSaidNo`, or `UNAVAILABLE`; the code may be spent then. */
export async function exchangeCode(
  app: Credentials,
  { code, redirectUri }: { code: string; redirectUri: string },
): Promise<GrantedInstall> {
  const body = await ask(app, { code, redirect_uri: redirectUri });
  const team = fields(body.team);
  const enterprise = fields(body.enterprise);
  const [teamId, enterpriseId] = [text(team.id), text(enterprise.id)];
  return {
    ...tokensOf(body),
    appId: text(body.app_id),
    botUserId: text(body.bot_user_id),
    team: teamId === undefined ? undefined : { id: teamId, name: text(team.name) ?? teamId },
    enterprise:
      enterpriseId === undefined ? undefined : { id: enterpriseId, name: text(enterprise.name) },
    isOrgWide: flag(body.is_enterprise_install),
  };
}

/**
 * New tokens for a refresh token. Slack takes it once, and answers the same again for a short while
 * (D/authentication/using-token-rotation). Throws as `exchangeCode` does.
 */
export async function exchangeRefreshToken(
  app: Credentials,
  refreshToken: string,
): Promise<GrantedTokens> {
  return tokensOf(await ask(app, { grant_type: 'refresh_token', refresh_token: refreshToken }));
}

async function ask(
  { clientId, clientSecret, apiUrl }: Credentials,
  args: Record<string, string>,
): Promise<Fields> {
  if (!clientId || !clientSecret) throw new SlackSaidNo('oauth.v2.access', 'invalid_client_id');
  return slackCall({ apiUrl }, 'oauth.v2.access', { clientId, clientSecret }, args);
}

function tokensOf(body: Fields): GrantedTokens {
  const token = text(body.access_token);
  // no user token is asked for, and none is kept
  if (token === undefined || text(body.token_type) !== 'bot')
    throw new BelayError('UNAVAILABLE', 'Slack answered without a bot token. Try again.', {
      retry_after_s: 5,
    });
  const seconds = whole(body.expires_in);
  return {
    token,
    refreshToken: text(body.refresh_token),
    expiresInMs: seconds === undefined ? undefined : seconds * 1000,
    scopes: (text(body.scope) ?? '').split(',').filter((scope) => scope !== ''),
  };
}
