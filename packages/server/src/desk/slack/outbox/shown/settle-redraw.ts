import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type pg from 'pg';

interface Drawn {
  tenant: string;
  id: string;
  /** what Slack shows now */
  version: number;
}

/** It looks as it should; what changed meanwhile is due again. */
const drawn = `
update slack_post set drawn = greatest(drawn, $3), trouble = $4, slack_error = $5,
  redraw_at = case when version > $3 then redraw_at end
where tenant = $1 and id = $2 and state = 'posted'`;

export async function settleDrawn(
  pool: pg.Pool,
  { tenant, id, version }: Drawn,
  /** it can't be drawn any more, and why */
  why?: { trouble: SlackTrouble; slackError: string },
): Promise<void> {
  await pool.query({
    name: 'settle-drawn',
    text: drawn,
    values: [tenant, id, version, why?.trouble ?? null, why?.slackError ?? null],
  });
}

/** It is gone from Slack, as it was wanted. */
export async function settleDeleted(
  pool: pg.Pool,
  { tenant, id }: { tenant: string; id: string },
): Promise<void> {
  await pool.query({
    name: 'settle-deleted',
    text: `update slack_post set state = 'dropped', redraw_at = null
           where tenant = $1 and id = $2 and state = 'posted'`,
    values: [tenant, id],
  });
}
