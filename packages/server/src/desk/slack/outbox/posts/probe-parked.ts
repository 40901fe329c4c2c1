import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type pg from 'pg';

/** What a person mends in Slack without our hearing of it. */
const silent: readonly SlackTrouble[] = [
  'missing_scope',
  'not_authorised',
  'needs_approval',
  'not_in_channel',
  'archived',
  'channel_gone',
  'restricted',
];

/** Lets the oldest parked post of each channel try again: what was mended shows by that. */
const statement = `
update slack_post p set state = 'waiting', next_at = null
from (select distinct on (channel) id from slack_post
      where tenant = $1 and installation = $2 and state = 'parked' and trouble = any($3)
      order by channel, n) oldest
where p.tenant = $1 and p.id = oldest.id and p.state = 'parked'`;

export async function probeParked(
  pool: pg.Pool,
  { tenant, installation }: { tenant: string; installation: string },
): Promise<void> {
  await pool.query({
    name: 'probe-parked',
    text: statement,
    values: [tenant, installation, silent],
  });
}
