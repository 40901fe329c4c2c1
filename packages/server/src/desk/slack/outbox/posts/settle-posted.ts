import type pg from 'pg';
import { inTransaction } from '../../../../db/in-transaction.ts';

/** Where Slack says that a post stands. */
export interface Landed {
  tenant: string;
  /** the post (uuid) */
  id: string;
  ts: string;
  /** the version that was drawn; null: an earlier one, nobody knows which */
  version: number | null;
  /** ms */
  now: number;
}

/** `stray`: the post stands somewhere else already, or is not wanted at all: this one has to go. */
export type Settled = 'posted' | 'known' | 'stray';

/** A post that is not in Slack as far as we know; what changed while it was sent is drawn at once. */
const settle = `
update slack_post p set state = 'posted', ts = $3, posted_at = $5, fence = null, next_at = null,
  looks = 0, stray = null, trouble = null, slack_error = null, drawn = coalesce($4, 0),
  redraw_at = case when p.version > coalesce($4, 0) or not p.wanted
                   then coalesce(p.redraw_at, $5) end
where p.tenant = $1 and p.id = $2 and p.ts is null and p.state <> 'dropped'
returning p.id`;

/** A root is where its card stands; its thread stays known from now on. Cards are locked first. */
const stand = `
with stood as (
  update slack_card k set ts = $3
  from slack_post p
  where p.tenant = $1 and p.id = $2 and p.ts is null and p.state <> 'dropped'
    and k.tenant = p.tenant and k.id = p.card
  returning k.tenant, k.installation, k.channel, k.id)
insert into slack_thread (tenant, installation, channel, ts, card)
select tenant, installation, channel, $3, id from stood
on conflict do nothing`;

/** Writes down that a post is in Slack, whoever learned it, once. */
export async function settlePosted(
  pool: pg.Pool,
  landed: Landed,
  isRoot: boolean,
): Promise<Settled> {
  const { tenant, id, ts, version, now } = landed;
  const write = async (db: pg.Pool | pg.PoolClient) => {
    const values = [tenant, id, ts, version, new Date(now)];
    const { rowCount } = await db.query({ name: 'settle-post', text: settle, values });
    return rowCount === 1;
  };
  const isSettled = isRoot
    ? await inTransaction(pool, async (db) => {
        await db.query({ name: 'stand-card', text: stand, values: [tenant, id, ts] });
        return write(db);
      })
    : await write(pool);
  if (isSettled) return 'posted';
  const { rows } = await pool.query<{ ts: string | null }>(
    'select ts from slack_post where tenant = $1 and id = $2',
    [tenant, id],
  );
  return rows[0]?.ts === ts ? 'known' : 'stray';
}
