import type pg from 'pg';
import type { Context } from '../../../../context.ts';
import { addJob } from '../../../../jobs/add-job.ts';
import type { Task } from '../../../../jobs/tasks.ts';
import type { SlackPlace } from '../../people/slack-place.ts';
import { workOn } from '../work-on.ts';
import type { Heard } from './heard.ts';
import { Later } from './later.ts';
import { threadQueue } from './thread-queue.ts';

/** What can't be worked on for so long never can: a card whose outcome nobody learned. */
const longestWaitMs = 10 * 60_000;
/** So often something unexpected may happen to one delivery before the next one has its turn. */
const mostAttempts = 5;

interface Row {
  id: string;
  thread: string;
  body: string;
  attempts: number;
  received_at: Date;
}

/**
 * Works on everything of one thread that was heard, in the order in which it came. Each is settled,
 * and erased, when all that it causes is durable; cut off before, it is begun again.
 */
export const runHeard: Task<{ tenant: string; installation: string; id: string }> = async (
  ctx,
  { id, ...place },
) => {
  for (;;) {
    const next = await begin(ctx.pool, place, id);
    if (!next) return;
    try {
      // `storeHeard` wrote it
      await workOn(ctx, place, JSON.parse(next.body) as Heard);
    } catch (error) {
      if (error instanceof Later && ageOf(ctx, next) <= longestWaitMs)
        return lookAgain(ctx, place, next);
      if (!isHopeless(ctx, next, error)) throw error;
      ctx.log.error(
        { err: error, installation: place.installation, heard: next.id.split(':')[0] },
        'something heard in Slack could not be worked on and was put aside',
      );
    }
    await settle(ctx.pool, place, next.id, ctx.now());
  }
};

function isHopeless(ctx: Context, row: Row, error: unknown): boolean {
  return error instanceof Later || (row.attempts >= mostAttempts && !ctx.stopping.aborted);
}

function ageOf(ctx: Context, { received_at }: Row): number {
  return ctx.now() - received_at.getTime();
}

/** It isn't its time yet: soon at first, more rarely the longer it takes. Its thread waits with it. */
function lookAgain(ctx: Context, place: SlackPlace, row: Row): Promise<void> {
  const ms = Math.max(500, ageOf(ctx, row) / 4);
  const payload = { ...place, id: row.id };
  return addJob(ctx.pool, 'slack_heard', payload, {
    key: `slack_heard:${place.installation}:${row.id}`,
    queue: threadQueue(place.installation, row.thread),
    at: new Date(ctx.now() + ms),
  });
}

/** The oldest of the same thread that isn't settled; each beginning is counted before it. */
async function begin(
  pool: pg.Pool,
  { tenant, installation }: SlackPlace,
  id: string,
): Promise<Row | undefined> {
  const { rows } = await pool.query<Row>({
    name: 'slack-heard-begin',
    text: `update slack_heard set attempts = attempts + 1
           where tenant = $1 and installation = $2 and id = (
             select o.id from slack_heard o
             where o.tenant = $1 and o.installation = $2 and o.settled_at is null and o.thread = (
               select thread from slack_heard where tenant = $1 and installation = $2 and id = $3)
             order by o.n limit 1)
           returning id, thread, body, attempts, received_at`,
    values: [tenant, installation, id],
  });
  return rows[0];
}

async function settle(
  pool: pg.Pool,
  { tenant, installation }: SlackPlace,
  id: string,
  now: number,
): Promise<void> {
  await pool.query({
    name: 'slack-heard-settle',
    text: `update slack_heard set settled_at = $4, body = null
           where tenant = $1 and installation = $2 and id = $3`,
    values: [tenant, installation, id, new Date(now)],
  });
}
