import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type pg from 'pg';
import type { Attempt } from './release-post.ts';

/** It is not to be said any more, and is not there. */
export async function dropPost(
  pool: pg.Pool,
  { tenant, id, attempts }: Attempt,
  trouble: SlackTrouble | null,
): Promise<void> {
  await pool.query({
    name: 'drop-post',
    text: `update slack_post set state = 'dropped', trouble = $4, fence = null, next_at = null,
             redraw_at = null
           where tenant = $1 and id = $2 and attempts = $3 and state = 'sending'`,
    values: [tenant, id, attempts, trouble],
  });
}
