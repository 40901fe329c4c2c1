import { linkTokenHash, newLinkToken } from '../../auth/links/link-token.ts';
import type { Context } from '../../context.ts';

/** Add to Slack under way: whose, for which agent, in which browser; uuids. */
export interface InstallState {
  tenant: string;
  person: string;
  session: string;
  agent: string;
  app: 'own' | 'server';
  clientId: string;
  redirectUri: string;
  /** the workspace that is to be installed again */
  installation: string | null;
}

/** As long as Slack's own code lives. */
const livesMs = 10 * 60_000;

/** A new one; the answer is what Slack brings back. Only its hash is stored. */
export async function newInstallState(
  ctx: Pick<Context, 'pool' | 'now'>,
  state: InstallState,
): Promise<string> {
  const value = newLinkToken();
  const now = ctx.now();
  await ctx.pool.query(
    `insert into slack_install_state (hash, tenant, person, session, agent, app, client_id,
       redirect_uri, installation, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      linkTokenHash(value),
      ...[state.tenant, state.person, state.session, state.agent, state.app, state.clientId],
      ...[state.redirectUri, state.installation, new Date(now), new Date(now + livesMs)],
    ],
  );
  return value;
}

/** What a state stands for, and whether this is its first use in time. */
export type SpentState =
  | { state: InstallState; isFresh: boolean }
  /** nobody here ever made it */
  | undefined;

/** Uses it up, whoever brings it: the second to come finds it used. */
export async function spendInstallState(
  ctx: Pick<Context, 'pool' | 'now'>,
  value: string,
): Promise<SpentState> {
  const hash = linkTokenHash(value);
  const now = new Date(ctx.now());
  const { rows } = await ctx.pool.query<InstallState & { fresh: boolean }>(
    `with spent as (
       update slack_install_state set used_at = $2
       where hash = $1 and used_at is null and expires_at > $2 returning hash)
     select s.tenant, s.person, s.session, s.agent, s.app, s.client_id as "clientId",
            s.redirect_uri as "redirectUri", s.installation,
            exists (select from spent) as fresh
     from slack_install_state s where s.hash = $1`,
    [hash, now],
  );
  const [row] = rows;
  if (!row) return undefined;
  const { fresh, ...state } = row;
  return { state, isFresh: fresh };
}

/** The newest that is under way for an agent, so that somebody who waits for an admin is told. */
export async function pendingInstall(
  ctx: Pick<Context, 'pool' | 'now'>,
  place: { tenant: string; agent: string; person: string },
): Promise<{ since: Date; until: Date } | undefined> {
  const { rows } = await ctx.pool.query<{ since: Date; until: Date }>(
    `select created_at as since, expires_at as until from slack_install_state
     where tenant = $1 and agent = $2 and person = $3 and used_at is null and expires_at > $4
     order by created_at desc limit 1`,
    [place.tenant, place.agent, place.person, new Date(ctx.now())],
  );
  return rows[0];
}
