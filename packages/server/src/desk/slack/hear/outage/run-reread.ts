import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import type { Context } from '../../../../context.ts';
import { addJob } from '../../../../jobs/add-job.ts';
import type { Task } from '../../../../jobs/tasks.ts';
import { posterOf } from '../../outbox/poster-of.ts';
import type { SlackPlace } from '../../people/slack-place.ts';
import { compareThread, type ReadThread } from './compare-thread.ts';

/** Threads of one look; the next job goes on behind them. */
const atOnce = 50;

/**
 * Reads the threads in which people answer, after an outage: what was typed, edited or deleted
 * meanwhile goes the way of all that is heard (TKO-7). Where Slack asks to wait it goes on later,
 * behind the thread that was read last.
 */
export const runReread: Task<SlackPlace & { after?: string }> = async (
  ctx,
  { after, ...place },
  { signal },
) => {
  const threads = await openThreads(ctx.pool, place, after);
  let last = after;
  for (const thread of threads) {
    const wait = await reread(ctx, place, thread, signal);
    if (wait !== undefined) return goOn(ctx, place, last, wait);
    last = thread.card;
  }
  if (threads.length === atOnce) await goOn(ctx, place, last, 0);
};

/** ms to wait before it can be read; undefined: it was, or never can be. */
async function reread(
  ctx: Context,
  place: SlackPlace,
  thread: ReadThread,
  signal: AbortSignal,
): Promise<number | undefined> {
  try {
    const poster = await posterOf(ctx, place);
    const readAt = ctx.now();
    const read = await poster.thread(thread, signal);
    if (read.kind === 'retry-later') return read.ms;
    if (read.kind === 'unknown-outcome') return 30_000;
    if (read.kind === 'done') await compareThread(ctx, place, thread, { ...read.value, readAt });
  } catch (error) {
    // no token, no answers: whoever mends that has it read again
    if (!(error instanceof BelayError)) throw error;
    return error.retriable ? 60_000 : undefined;
  }
  return undefined;
}

/** One job waits at each place: a second outage that is behind takes nothing from the first, nor it. */
function goOn(
  ctx: Context,
  place: SlackPlace,
  after: string | undefined,
  ms: number,
): Promise<void> {
  return addJob(
    ctx.pool,
    'slack_reread',
    { ...place, ...(after === undefined ? {} : { after }) },
    { key: `slack_reread:${place.installation}:${after ?? 'on'}`, at: new Date(ctx.now() + ms) },
  );
}

async function openThreads(
  db: pg.Pool,
  { tenant, installation }: SlackPlace,
  after: string | undefined,
): Promise<ReadThread[]> {
  const { rows } = await db.query<ReadThread>(
    `select c.id as card, c.channel, c.ts, i.bot_user_id as "botUserId"
     from slack_card c
     join conversation v on v.tenant = c.tenant and v.id = c.conversation
     join slack_installation i on i.tenant = c.tenant and i.id = c.installation
     where c.tenant = $1 and c.installation = $2 and c.ts is not null
       and v.state in ('waiting', 'human')
       and (c.is_home or not exists (
         select from slack_card h
         where h.tenant = c.tenant and h.conversation = c.conversation and h.is_home))
       and ($3::uuid is null or c.id > $3)
     order by c.id limit ${atOnce}`,
    [tenant, installation, after ?? null],
  );
  return rows;
}
