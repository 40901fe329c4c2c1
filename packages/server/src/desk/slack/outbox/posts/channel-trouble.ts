import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type pg from 'pg';
import { inTransaction } from '../../../../db/in-transaction.ts';
import { type Parked, parkWaiting } from './park-posts.ts';

const note = `
insert into slack_channel as c
  (tenant, installation, channel, name, trouble, slack_error, since, is_member)
values ($1, $2, $3, $3, $4, $5, $6, false)
on conflict (tenant, installation, channel) do update set
  since = case when c.trouble = excluded.trouble then c.since else excluded.since end,
  trouble = excluded.trouble, slack_error = excluded.slack_error,
  is_member = c.is_member and excluded.trouble not in ('not_in_channel', 'channel_gone')`;

/** Nothing can be drawn anew there: it is when the channel is back. */
const rest = `
update slack_post set redraw_at = null
where tenant = $1 and installation = $2 and channel = $3 and redraw_at is not null
  and state = 'posted'`;

/** A channel takes no posts: what waits for it is parked, and the channel says why, since when. */
export function channelTrouble(
  pool: pg.Pool,
  place: { tenant: string; installation: string; channel: string; tried: readonly string[] },
  why: { trouble: SlackTrouble; slackError: string | null; now: number },
): Promise<Parked[]> {
  const { tenant, installation, channel } = place;
  const { trouble, slackError, now } = why;
  return inTransaction(pool, async (db) => {
    await db.query(note, [tenant, installation, channel, trouble, slackError, new Date(now)]);
    await db.query(rest, [tenant, installation, channel]);
    return parkWaiting(db, place, why);
  });
}
