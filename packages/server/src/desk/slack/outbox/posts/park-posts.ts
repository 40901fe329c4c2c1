import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type pg from 'pg';
import type { Attempt } from './release-post.ts';

export interface Parked {
  tenant: string;
  id: string;
  isEscalation: boolean;
}

interface Why {
  trouble: SlackTrouble;
  slackError: string | null;
}

const parked = `returning tenant, id, event = 'escalation' and kind in ('card', 'event')
  and state = 'parked' as "isEscalation"`;
const park = `state = 'parked', trouble = $4, slack_error = $5, fence = null, next_at = null,
  sent_at = null`;

/** This one alone: it waits until a person says otherwise. */
export async function parkPost(
  db: pg.Pool | pg.PoolClient,
  { tenant, id, attempts }: Attempt,
  { trouble, slackError }: Why,
): Promise<Parked[]> {
  const { rows } = await db.query<Parked>({
    name: 'park-post',
    text: `update slack_post set ${park}
           where tenant = $1 and id = $2 and attempts = $3 and state = 'sending' ${parked}`,
    values: [tenant, id, attempts, trouble, slackError],
  });
  return rows;
}

interface Reach {
  tenant: string;
  installation: string;
  /** undefined: all of the installation */
  channel?: string | undefined;
  /** posts (uuids) that this process has just tried there */
  tried: readonly string[];
}

/** All that waits for the same; what others have on the way finds out by itself. */
export async function parkWaiting(
  db: pg.PoolClient,
  { tenant, installation, channel, tried }: Reach,
  { trouble, slackError }: Why,
): Promise<Parked[]> {
  const { rows } = await db.query<Parked>({
    name: 'park-waiting',
    text: `update slack_post set ${park}
           where tenant = $1 and installation = $2 and ($3::text is null or channel = $3)
             and (state = 'waiting' or state = 'sending' and id = any($6)) ${parked}`,
    values: [tenant, installation, channel ?? null, trouble, slackError, tried],
  });
  return rows;
}
