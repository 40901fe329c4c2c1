import type pg from 'pg';

/** Which of an agent's parked posts: all, a channel's, or one (uuid). */
export interface Which {
  tenant: string;
  agent: string;
  channel?: string | undefined;
  post?: string | undefined;
}

/**
 * Their channels are tried again, whatever was wrong there: a post that fails says so anew. With a
 * card that is replayed goes all that waits behind it.
 */
const statement = `
with wanted as (
  select p.id, p.installation, p.channel, p.card from slack_post p
  join slack_binding b on b.tenant = p.tenant and b.agent = p.agent
    and b.installation = p.installation
  where p.tenant = $1 and p.agent = $2 and p.state = 'parked'
    and ($3::text is null or p.channel = $3) and ($4::uuid is null or p.id = $4)
  order by p.n for update of p
), open as (
  update slack_channel c set trouble = null, slack_error = null, since = null
  from (select distinct installation, channel from wanted) w
  where c.tenant = $1 and c.installation = w.installation and c.channel = w.channel
), released as (
  update slack_post p set state = 'waiting', trouble = null, slack_error = null, next_at = null
  from wanted w
  where p.tenant = $1 and p.state = 'parked' and p.id = w.id
  returning p.installation
), told as (
  select pg_notify('belay_slack', installation::text)
  from (select distinct installation from released) r
)
select (select count(*)::int from released) as released, (select count(*) from told) as told`;

/** Sends parked posts again, in their order, in the caller's transaction; answers how many. */
export async function releaseParked(
  db: pg.PoolClient,
  { tenant, agent, channel, post }: Which,
): Promise<number> {
  const { rows } = await db.query<{ released: number }>(statement, [
    ...[tenant, agent, channel ?? null, post ?? null],
  ]);
  return rows[0]?.released ?? 0;
}
