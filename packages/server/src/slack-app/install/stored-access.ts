import { BelayError } from '@belay/contract/error';
import { secretName } from '../../connectors/installation/installation-secrets.ts';
import type { Context } from '../../context.ts';

/** How Slack is asked in the name of an installation. */
export interface InstallationAccess {
  token: string;
  /** undefined: Slack's own Web API */
  apiUrl: string | undefined;
}

/** The same as it is stored. */
export interface StoredAccess {
  /** sealed; null: there is none any more */
  token: Buffer | null;
  api_url: string | null;
  /** ms, of a token that is renewed; null: it has no end */
  token_ends: number | null;
}

/** Of `slack_installation i`, named as in `StoredAccess`. */
export const storedAccess = `i.token, i.api_url,
  case when i.refresh_token is not null and i.state = 'active'
    then extract(epoch from i.token_expires_at)::float8 * 1000 end as token_ends`;

/** The sweep renews long before; what is nearer to its end is renewed by whoever needs it. */
const tooShortMs = 5 * 60_000;

/** Undefined: there is none, or it has to be renewed first. Throws as `unsealedToken`. */
export function freshAccess(
  ctx: Context,
  installation: string,
  { token: sealed, api_url, token_ends }: StoredAccess,
): InstallationAccess | undefined {
  if (!sealed || (token_ends !== null && token_ends - ctx.now() <= tooShortMs)) return undefined;
  return accessBy(ctx, api_url, unsealedToken(ctx, installation, sealed));
}

export function accessBy(ctx: Context, apiUrl: string | null, token: string): InstallationAccess {
  return { token, apiUrl: apiUrl ?? ctx.slackApiUrl(token) };
}

/** Throws `SLACK_REFUSED` where it isn't sealed with this server's key. */
export function unsealedToken(ctx: Context, installation: string, sealed: Buffer): string {
  try {
    return ctx.sealer.open(secretName.token(installation), sealed);
  } catch (cause) {
    throw new BelayError(
      'SLACK_REFUSED',
      'The token of this workspace can’t be opened with this server’s key. Add the app to Slack again.',
      { slack_error: 'token_revoked' },
      { cause },
    );
  }
}
