import type pg from 'pg';
import { isAvailable } from '../../availability/is-available.ts';
import { slackAccountOf } from './slack-account-of.ts';
import type { SlackPlace } from './slack-place.ts';

/** A person (uuid) in Slack, for a mention; undefined: not linked there, or away. */
export async function slackUserOf(
  db: pg.Pool | pg.PoolClient,
  who: SlackPlace & { person: string },
): Promise<string | undefined> {
  const userId = await slackAccountOf(db, who);
  return userId !== undefined && (await isAvailable(db, who)) ? userId : undefined;
}
