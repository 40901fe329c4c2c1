import { setTimeout as wait } from 'node:timers/promises';
import { BelayError } from '@belay/contract/error';
import type { Context } from '../../context.ts';
import { noSuchInstallation } from './find-installation.ts';
import { refreshToken } from './refresh-token.ts';
import {
  accessBy,
  freshAccess,
  type InstallationAccess,
  type StoredAccess,
  storedAccess,
  unsealedToken,
} from './stored-access.ts';

interface Row extends StoredAccess {
  reason: string | null;
  /** somebody renews it right now */
  is_renewed: boolean;
  /** Slack was asked a moment ago, in vain */
  rests: boolean;
  /** Slack's word, where it said no */
  refresh_error: string | null;
}

const patienceMs = 15_000;
const lookMs = 100;

/**
 * The bot token of an installation and where it counts, renewed first when it runs out, or when it
 * is the one that Slack has `refused`. Throws `SLACK_REFUSED` where there is none any more,
 * `UNAVAILABLE` where Slack has to be asked and can't be. The token never leaves the process but to
 * Slack.
 */
export async function installationAccess(
  ctx: Context,
  tenant: string,
  installation: string,
  { refused }: { refused?: string } = {},
): Promise<InstallationAccess> {
  if (refused !== undefined) await renewRefused(ctx, tenant, installation, refused);
  const until = performance.now() + patienceMs;
  for (;;) {
    const row = await read(ctx, tenant, installation);
    const fresh = freshAccess(ctx, installation, row);
    if (fresh) return fresh;
    if (!row.token) throw gone(row);
    if (row.rests) {
      // what is left of it is used up
      if (row.token_ends !== null && row.token_ends > ctx.now())
        return accessBy(ctx, row.api_url, unsealedToken(ctx, installation, row.token));
      throw row.refresh_error === null ? unanswered() : gone(row);
    }
    if (performance.now() > until) throw unanswered();
    if (row.is_renewed) await wait(lookMs, undefined, { signal: ctx.stopping });
    else await refreshToken(ctx, tenant, installation);
  }
}

/** The same without its place. */
export async function installationToken(
  ctx: Context,
  tenant: string,
  installation: string,
): Promise<string> {
  return (await installationAccess(ctx, tenant, installation)).token;
}

/** Sooner than its time: Slack ended it, or our clocks differ. */
async function renewRefused(
  ctx: Context,
  tenant: string,
  installation: string,
  refused: string,
): Promise<void> {
  const row = await read(ctx, tenant, installation);
  if (row.token_ends === null || row.rests || !row.token) return;
  if (unsealedToken(ctx, installation, row.token) !== refused) return;
  const only = row.token;
  await refreshToken(ctx, tenant, installation, { renewBeforeMs: Number.POSITIVE_INFINITY, only });
}

/** Hot: asked for every message that is sent. */
async function read(ctx: Context, tenant: string, installation: string): Promise<Row> {
  const { rows } = await ctx.pool.query<Row>({
    name: 'installation-token',
    text: `select ${storedAccess}, reason, refresh_error,
             refresh_by is not null and coalesce(refresh_until > clock_timestamp(), false)
               as is_renewed,
             refresh_by is null and coalesce(refresh_until > clock_timestamp(), false) as rests
           from slack_installation i where tenant = $1 and id = $2`,
    values: [tenant, installation],
  });
  if (!rows[0]) throw noSuchInstallation();
  return rows[0];
}

function gone({ reason }: Row): BelayError {
  return new BelayError(
    'SLACK_REFUSED',
    reason ?? 'Slack took this app’s access away. Add it to Slack again.',
    { slack_error: 'token_revoked' },
  );
}

function unanswered(): BelayError {
  return new BelayError(
    'UNAVAILABLE',
    'Slack has to renew this app’s token, and doesn’t answer right now. It is tried again by itself.',
    { retry_after_s: 5 },
  );
}
