import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { secretName } from '../../connectors/installation/installation-secrets.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { credentialsOf } from '../app/app-credentials.ts';
import { SlackSaidNo } from '../slack-call.ts';
import { exchangeRefreshToken, type GrantedTokens } from './exchange-code.ts';
import { type Loss, loseInstallation } from './lose-installation.ts';
import { ring } from './ring.ts';

/**
 * `renewed`: by us; `busy`: another process is at it, or was; `unanswered`: nobody knows, it is tried
 * again by itself; `refused`: Slack says no, and what stands works until it runs out.
 */
export type RefreshEnd = 'renewed' | 'busy' | 'unanswered' | 'refused';

interface Claimed {
  by: string;
  refresh_token: Buffer;
  app: 'own' | 'server' | null;
  token_expires_at: Date;
  refresh_failures: number;
}

/**
 * A refresh token counts once, and for a short while more: whoever claims the row asks Slack, and
 * again at once when the answer is lost. A claim ends before that while does, so that the next
 * process gets the same tokens when this one dies in between.
 */
const claimMs = 20_000;
const retries = [250, 1_000];
/** After so many in a row it is no accident; before its token runs out nothing is given up. */
const leastRefusals = 3;
/** After an answer that was lost, and after a refusal: longer each time, to five minutes. */
const restMs = 2_000;
/** Half an hour in which Slack may be away. */
const usuallyBeforeMs = 30 * 60_000;

const claim = `
update slack_installation set refresh_by = $3, refresh_until = clock_timestamp() + $4 * interval '1 ms'
where tenant = $1 and id = $2 and state = 'active' and refresh_token is not null
  and (refresh_until is null or refresh_until <= clock_timestamp())
  and token_expires_at <= $5::timestamptz and ($6::bytea is null or token = $6)
returning refresh_token, app, token_expires_at, refresh_failures`;

/**
 * Renews the token of an installation, once over all processes (INS-3); `only` one, as it is sealed.
 * Never throws for Slack.
 */
export async function refreshToken(
  ctx: Context,
  tenant: string,
  installation: string,
  { renewBeforeMs = usuallyBeforeMs, only }: { renewBeforeMs?: number; only?: Buffer } = {},
): Promise<RefreshEnd> {
  const by = randomUUID();
  const { rows } = await ctx.pool.query<Omit<Claimed, 'by'>>(claim, [
    ...[tenant, installation, by, claimMs],
    Number.isFinite(renewBeforeMs) ? new Date(ctx.now() + renewBeforeMs) : 'infinity',
    only ?? null,
  ]);
  if (!rows[0]) return 'busy';
  const claimed = { ...rows[0], by };
  const place = { tenant, installation };
  try {
    const granted = await ask(ctx, place, claimed);
    return (await keep(ctx, place, claimed, granted)) ? 'renewed' : 'busy';
  } catch (error) {
    if (error instanceof SlackSaidNo) return refuse(ctx, place, claimed, error.code);
    await release(ctx, place, claimed);
    return 'unanswered';
  }
}

interface Place {
  tenant: string;
  installation: string;
}

/** An answer that is lost is asked for again: the same refresh token still counts. */
async function ask(
  ctx: Context,
  { tenant, installation }: Place,
  { app, refresh_token }: Claimed,
): Promise<GrantedTokens> {
  const credentials = app && (await credentialsOf(ctx, tenant, app));
  if (!credentials) throw new SlackSaidNo('oauth.v2.access', 'invalid_client_id');
  const plain = ctx.sealer.open(secretName.refreshToken(installation), refresh_token);
  for (const pause of retries) {
    try {
      return await exchangeRefreshToken(credentials, plain);
    } catch (error) {
      if (error instanceof SlackSaidNo) throw error;
    }
    await wait(pause, undefined, { signal: ctx.stopping });
  }
  return exchangeRefreshToken(credentials, plain);
}

/** False: another process had to take over meanwhile, or somebody installed it anew. */
async function keep(
  ctx: Context,
  { tenant, installation }: Place,
  { by }: Claimed,
  granted: GrantedTokens,
): Promise<boolean> {
  const { token, refreshToken, expiresInMs } = granted;
  const seal = (name: string, plain: string) => ctx.sealer.seal(name, plain);
  return inTransaction(ctx.pool, async (db) => {
    const { rowCount } = await db.query(
      `update slack_installation set token = $4, refresh_token = coalesce($5, refresh_token),
         token_expires_at = $6, refresh_by = null, refresh_until = null, refresh_failures = 0,
         refresh_error = null
       where tenant = $1 and id = $2 and refresh_by = $3 and state = 'active'`,
      [
        ...[tenant, installation, by, seal(secretName.token(installation), token)],
        refreshToken ? seal(secretName.refreshToken(installation), refreshToken) : null,
        expiresInMs === undefined ? null : new Date(ctx.now() + expiresInMs),
      ],
    );
    if (rowCount === 0) return false;
    await ring(db, installation);
    return true;
  });
}

/** Slack said no. Once it did so often and the token has run out, the access is lost. */
async function refuse(
  ctx: Context,
  { tenant, installation }: Place,
  claimed: Claimed,
  code: string,
): Promise<RefreshEnd> {
  const isOver =
    claimed.token_expires_at.getTime() <= ctx.now() &&
    claimed.refresh_failures + 1 >= leastRefusals;
  await inTransaction(ctx.pool, async (db) => {
    const { rowCount } = await db.query(
      `update slack_installation set refresh_failures = refresh_failures + 1, refresh_error = $4,
         refresh_by = null,
         refresh_until = clock_timestamp() + least(300, 3 * 6 ^ refresh_failures) * interval '1 s'
       where tenant = $1 and id = $2 and refresh_by = $3`,
      [tenant, installation, claimed.by, code],
    );
    if (rowCount === 0) return;
    if (isOver)
      await loseInstallation(db, ctx, { tenant, installation }, { ...lossOf(code), code });
    else await ring(db, installation);
  });
  return 'refused';
}

function lossOf(code: string): Pick<Loss, 'what' | 'mend'> {
  return code === 'invalid_client_id' || code === 'bad_client_secret'
    ? { what: 'bad_credentials', mend: 'credentials' }
    : { what: 'not_renewed', mend: 'add' };
}

/** Others may try in a moment. */
async function release(
  ctx: Context,
  { tenant, installation }: Place,
  { by }: Claimed,
): Promise<void> {
  await ctx.pool.query(
    `update slack_installation set refresh_by = null, refresh_error = null,
       refresh_until = clock_timestamp() + $4 * interval '1 ms'
     where tenant = $1 and id = $2 and refresh_by = $3`,
    [tenant, installation, by, restMs],
  );
}
