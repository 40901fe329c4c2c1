import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { findInstallation } from './find-installation.ts';
import { refreshToken } from './refresh-token.ts';
import { revokeAtSlack } from './revoke-at-slack.ts';
import { takeAway } from './take-away.ts';
import { usersOf } from './unbind-agent.ts';

/** Renewed so long before a token runs out: half an hour in which Slack may be away. */
const renewBeforeMs = 30 * 60_000;
/** In one sweep: each asks Slack. */
const atOnce = 50;

/**
 * Renews tokens that run out soon (INS-3). Every process looks; the claim of a row decides. A claim
 * whose process died is taken up while the old refresh token still counts.
 */
export async function renewTokens(ctx: Context, signal: AbortSignal): Promise<void> {
  const { rows } = await ctx.pool.query<{ tenant: string; id: string }>(
    `select tenant, id from slack_installation
     where refresh_token is not null and state = 'active' and token_expires_at <= $1
       and (refresh_until is null or refresh_until <= clock_timestamp())
     order by token_expires_at limit $2`,
    [new Date(ctx.now() + renewBeforeMs), atOnce],
  );
  await Promise.all(
    rows.map(async ({ tenant, id }) => {
      if (!signal.aborted) await refreshToken(ctx, tenant, id, { renewBeforeMs });
    }),
  );
}

/** Somebody may be about to use it. */
const unusedMs = 3_600_000;

/** The last agent or connector of a workspace was deleted: it is removed like a disconnected one. */
export async function removeUnused(ctx: Context, signal: AbortSignal): Promise<void> {
  const { rows } = await ctx.pool.query<{ tenant: string; id: string }>(
    `select i.tenant, i.id from slack_installation i
     where i.state = 'active' and greatest(i.token_at, i.state_at) < $1
       and (i.is_desk or i.app is not null or exists (
         select from slack_card k where k.tenant = i.tenant and k.installation = i.id))
       and not exists (select from slack_binding b
                       where b.tenant = i.tenant and b.installation = i.id)
       and not exists (select from connector c
                       where c.tenant = i.tenant and c.installation = i.id)
     limit $2`,
    [new Date(ctx.now() - unusedMs), atOnce],
  );
  for (const { tenant, id } of rows) {
    if (signal.aborted) return;
    const isRemoved = await inTransaction(ctx.pool, async (db) => {
      const row = await findInstallation(db, tenant, id, 'for no key update');
      const users = await usersOf(db, tenant, id);
      if (row.state !== 'active' || users.agents + users.connectors > 0) return false;
      await takeAway(db, ctx, { tenant, actor: 'service:slack' }, id);
      return true;
    });
    if (isRemoved) await revokeAtSlack(ctx, { tenant, installation: id });
  }
}

/** Ways to Slack that nobody came back from. */
export async function sweepStates(ctx: Context): Promise<void> {
  // a day: whoever comes late is told on the agent's page
  await ctx.pool.query('delete from slack_install_state where expires_at < $1', [
    new Date(ctx.now() - 86_400_000),
  ]);
}
