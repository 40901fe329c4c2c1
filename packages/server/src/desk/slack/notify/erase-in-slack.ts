import type pg from 'pg';
import { unwantFilesAbout } from '../upload/uploads.ts';

/**
 * What is not there yet never comes; what may be there is drawn anew, from a conversation that is
 * gone by then, for as long as it takes Slack to show it. What nobody knows of is deleted if it
 * turns up.
 */
const statement = `
with gone as (
  update slack_card set erased_at = coalesce(erased_at, now()), is_home = false, mirrors = false,
    shown = null, escalation = null
  where tenant = $1 and conversation = any($2::uuid[])
  returning id
), rewritten as (
  update slack_post p set version = version + 1, because = null,
    state = case when p.state = 'waiting' or p.state = 'parked' and p.trouble is distinct from 'unknown_outcome'
      then 'dropped' else p.state end,
    wanted = p.wanted and p.state <> 'parked',
    redraw_at = case when p.state = 'posted' then coalesce(p.redraw_at, now()) end
  from gone where p.tenant = $1 and p.card = gone.id
  returning p.installation
)
select pg_notify('belay_slack', installation::text)
from (select distinct installation from rewritten) r`;

/**
 * Nothing of these conversations (uuids) stays in Slack (NTF-7), in the caller's transaction and
 * under their locks, before their rows go: cards and posts outlive them until Slack shows it.
 */
export async function eraseInSlack(
  db: pg.PoolClient,
  tenant: string,
  conversations: readonly string[],
): Promise<void> {
  if (conversations.length === 0) return;
  await db.query(statement, [tenant, conversations]);
  await unwantFilesAbout(db, tenant, conversations);
}

/** The same for all conversations of an agent (uuid) that is deleted. */
export async function eraseAgentInSlack(
  db: pg.PoolClient,
  { tenant, agent }: { tenant: string; agent: string },
): Promise<void> {
  const { rows } = await db.query<{ conversation: string }>(
    `select distinct conversation from slack_card
     where tenant = $1 and agent = $2 and erased_at is null`,
    [tenant, agent],
  );
  await eraseInSlack(
    db,
    tenant,
    rows.map(({ conversation }) => conversation),
  );
}
