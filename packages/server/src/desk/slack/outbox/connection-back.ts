import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type pg from 'pg';

/** What keeps all posts of an installation, or of an agent there, away. */
export const connectionTroubles: readonly SlackTrouble[] = [
  'not_connected',
  'revoked',
  'missing_scope',
  'not_authorised',
  'needs_approval',
  'unreachable',
  'rate_limited',
];

const statement = `
with released as (
  update slack_post p set state = 'waiting', trouble = null, slack_error = null, next_at = null
  where p.tenant = $1 and p.installation = $2 and p.state = 'parked' and p.trouble = any($3)
    and ($4::uuid is null or p.agent = $4)
    and (p.agent is null or exists (
      select from slack_binding b
      where b.tenant = $1 and b.agent = p.agent and b.installation = $2))
    -- its channel has trouble of its own
    and not exists (
      select from slack_channel c
      where c.tenant = $1 and c.installation = $2 and c.channel = p.channel
        and c.trouble is not null)
  returning p.id
), told as (
  select pg_notify('belay_slack', $2::text)
)
select count(*) as released from released, told`;

/**
 * The app may post again: installed anew, approved, or given what it lacked. Releases what was
 * parked for that, of one agent or of all, in the caller's transaction.
 */
export async function connectionBack(
  db: pg.Pool | pg.PoolClient,
  { tenant, installation, agent }: { tenant: string; installation: string; agent?: string },
): Promise<{ released: number }> {
  const { rows } = await db.query<{ released: number }>(statement, [
    ...[tenant, installation, connectionTroubles, agent ?? null],
  ]);
  return { released: rows[0]?.released ?? 0 };
}
