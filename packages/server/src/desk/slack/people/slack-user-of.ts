import type pg from 'pg';
import type { SlackPlace } from './slack-place.ts';

/** A person (uuid) in Slack, for a mention; undefined: not linked there, or away. */
export async function slackUserOf(
  db: pg.Pool | pg.PoolClient,
  { tenant, installation, person }: SlackPlace & { person: string },
): Promise<string | undefined> {
  const { rows } = await db.query<{ user_id: string }>({
    name: 'slack-user-of',
    text: `select p.user_id from slack_person p
           where p.tenant = $1 and p.installation = $2 and p.person = $3 and p.is_member
             and not exists (select from away a where a.tenant = $1 and a.person = $3)`,
    values: [tenant, installation, person],
  });
  return rows[0]?.user_id;
}
