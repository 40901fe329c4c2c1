import type pg from 'pg';
import type { SlackPlace } from '../people/slack-place.ts';

/** Somebody's Home is drawn at once, whatever stands there. */
export async function askForHome(
  db: pg.Pool | pg.PoolClient,
  { tenant, installation }: SlackPlace,
  userId: string,
  at: Date,
): Promise<void> {
  await db.query(
    `with home as (
       insert into slack_home (tenant, installation, user_id, opened_at) values ($1, $2, $3, $4)
       on conflict (tenant, installation, user_id) do update
         set shown = null, next_at = null, opened_at = excluded.opened_at
       returning installation)
     select pg_notify('belay_slack', installation::text) from home`,
    [tenant, installation, userId, at],
  );
}
