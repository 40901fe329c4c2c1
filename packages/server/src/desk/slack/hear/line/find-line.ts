import type pg from 'pg';
import type { SlackPlace } from '../../people/slack-place.ts';
import type { LineRow } from './line-row.ts';

/** By where it stands in Slack. */
export async function lineAt(
  db: pg.Pool | pg.PoolClient,
  { tenant, installation }: SlackPlace,
  channel: string,
  ts: string,
): Promise<LineRow | undefined> {
  const { rows } = await db.query<LineRow>({
    name: 'slack-line-at',
    text: `select * from slack_line
           where tenant = $1 and installation = $2 and channel = $3 and ts = $4`,
    values: [tenant, installation, channel, ts],
  });
  return rows[0];
}

/** By its uuid. */
export async function lineOf(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  id: string,
): Promise<LineRow | undefined> {
  const { rows } = await db.query<LineRow>({
    name: 'slack-line-of',
    text: 'select * from slack_line where tenant = $1 and id = $2',
    values: [tenant, id],
  });
  return rows[0];
}
