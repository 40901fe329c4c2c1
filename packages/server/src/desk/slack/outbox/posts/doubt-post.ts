import type pg from 'pg';
import type { Attempt } from './release-post.ts';

const statement = `
update slack_post set next_at = $4, looks = $5, slack_error = coalesce($6, slack_error)
where tenant = $1 and id = $2 and attempts = $3 and state = 'sending'`;

/** Nobody knows whether it is there: it is looked for at `at` (ms), after so many looks in vain. */
export async function doubtPost(
  pool: pg.Pool,
  { tenant, id, attempts }: Attempt,
  { at, looks, slackError }: { at: number; looks: number; slackError?: string | undefined },
): Promise<void> {
  await pool.query({
    name: 'doubt-post',
    text: statement,
    values: [tenant, id, attempts, new Date(at), looks, slackError ?? null],
  });
}
