import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type pg from 'pg';
import type { SlackPlace } from '../../people/slack-place.ts';

/** A channel can't be posted in: known before a post has to find out. */
export async function channelTrouble(
  db: pg.Pool,
  { tenant, installation, channel }: SlackPlace & { channel: string },
  trouble: SlackTrouble,
  slackError: string,
): Promise<void> {
  await db.query(
    `update slack_channel
     set since = case when trouble is distinct from $4 then now() else since end,
         trouble = $4, slack_error = $5, checked_at = now()
     where tenant = $1 and installation = $2 and channel = $3`,
    [tenant, installation, channel, trouble, slackError],
  );
}
