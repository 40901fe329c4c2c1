import type pg from 'pg';
import { addJob } from '../../../../jobs/add-job.ts';
import type { SlackPlace } from '../../people/slack-place.ts';

/** Slack lets some seconds pass before reads show what was written. */
const afterMs = 10_000;

/**
 * What was said in these workspaces may never have reached us: the threads in which people answer
 * are read again (TKO-7). One job waits for each, however often it is owed.
 */
export async function oweReread(
  { db, now }: { db: pg.Pool | pg.PoolClient; now: number },
  places: readonly { tenant: string; id: string }[],
): Promise<void> {
  for (const { tenant, id: installation } of places) {
    const place: SlackPlace = { tenant, installation };
    await addJob(db, 'slack_reread', place, {
      key: `slack_reread:${installation}`,
      at: new Date(now + afterMs),
    });
  }
}
