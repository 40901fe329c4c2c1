import type pg from 'pg';

/** One try at a post, as the process that made it knows it. */
export interface Attempt {
  tenant: string;
  id: string;
  attempts: number;
}

const statement = `
update slack_post set state = 'waiting', fence = null, sent_at = null, stray = null, looks = 0,
  next_at = $4, slack_error = $5, data = data || $6::jsonb
where tenant = $1 and id = $2 and attempts = $3 and state = 'sending'`;

/** It was not sent, or is known not to be there: it waits for its turn again. */
export async function releasePost(
  db: pg.Pool | pg.PoolClient,
  { tenant, id, attempts }: Attempt,
  {
    at,
    slackError = null,
    data = {},
  }: {
    /** ms; undefined: at once */
    at?: number | undefined;
    slackError?: string | null;
    /** added to what it is drawn from */
    data?: object;
  } = {},
): Promise<void> {
  const next = at === undefined ? null : new Date(at);
  await db.query({
    name: 'release-post',
    text: statement,
    values: [tenant, id, attempts, next, slackError, JSON.stringify(data)],
  });
}
