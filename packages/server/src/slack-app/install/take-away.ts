import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { addJob } from '../../jobs/add-job.ts';
import { auditSlack } from './audit-slack.ts';
import { installationId } from './find-installation.ts';
import { ring } from './ring.ts';

/** Should the process die before it asked Slack, another one asks. */
const safetyMs = 60_000;

/**
 * The commit that takes an installation away from all that use it: nothing is sent or heard from
 * then on. The row stays, for the threads of a new install; the bot token stays until Slack was
 * asked to revoke it (`revokeAtSlack`), a minute at most. The caller holds the row.
 */
export async function takeAway(
  db: pg.PoolClient,
  ctx: Pick<Context, 'now'>,
  caller: Pick<Caller, 'tenant' | 'actor'> & { jti?: string },
  installation: string,
): Promise<void> {
  const { tenant } = caller;
  const { rows: agents } = await db.query<{ agent: string }>(
    `update slack_binding set installation = null, updated_at = now()
     where tenant = $1 and installation = $2 returning agent`,
    [tenant, installation],
  );
  await parkPosts(db, tenant, installation);
  await db.query(
    `update slack_installation set state = 'removed', state_at = now(), is_desk = false,
       reason = 'The workspace was disconnected here. Add it to Slack again.',
       signing_secret = null, app_token = null, connected_at = null, socket_problem = null
     where tenant = $1 and id = $2`,
    [tenant, installation],
  );
  const { rows: connectors } = await db.query<{ id: string }>(
    `update connector set epoch = epoch + 1, updated_at = now()
     where tenant = $1 and installation = $2 and wanted <> 'deleting' returning id`,
    [tenant, installation],
  );
  await auditSlack(db, ctx.now(), caller, 'remove', {
    installation_id: installationId(installation),
    agents: agents.length,
    connectors: connectors.length,
  });
  await addJob(
    db,
    'revoke_slack',
    { tenant, installation },
    { key: `revoke_slack:${installation}`, at: new Date(ctx.now() + safetyMs) },
  );
  await ring(db, installation);
}

/**
 * What waited to be posted stays in the log, and says why; it can be replayed. Whom an escalation
 * among it tells of is told of elsewhere, by a job of this commit.
 */
export async function parkPosts(
  db: pg.PoolClient,
  tenant: string,
  installation: string,
  agent?: string,
): Promise<void> {
  const { rows } = await db.query<{ id: string }>(
    `with parked as (
       update slack_post set state = 'parked', trouble = 'not_connected', slack_error = null
       where tenant = $1 and installation = $2 and state = 'waiting'
         and ($3::uuid is null or agent = $3) returning id, kind, event)
     select id from parked where event = 'escalation' and kind in ('card', 'event')`,
    [tenant, installation, agent ?? null],
  );
  const posts = rows.map(({ id }) => id);
  if (posts.length > 0) await addJob(db, 'slack_reroute', { tenant, posts });
}
