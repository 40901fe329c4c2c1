import type pg from 'pg';
import type { SlackPlace } from './slack-place.ts';

/** A person's (uuid) account in Slack, whether they are there or away; undefined: not linked. */
export async function slackAccountOf(
  db: pg.Pool | pg.PoolClient,
  { tenant, installation, person }: SlackPlace & { person: string },
): Promise<string | undefined> {
  const { rows } = await db.query<{ user_id: string }>({
    name: 'slack-account-of',
    text: `select user_id from slack_person
           where tenant = $1 and installation = $2 and person = $3 and is_member`,
    values: [tenant, installation, person],
  });
  return rows[0]?.user_id;
}
