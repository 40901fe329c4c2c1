import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { holdLife } from '../../../connectors/lease/hold-life.ts';
import { LeaseKeeper } from '../../../connectors/lease/lease-keeper.ts';
import type { Context } from '../../../context.ts';
import { drawPosts } from '../draw/draw-posts.ts';
import type { Draw } from './drawn.ts';
import { findDue } from './find-due.ts';
import { createOutboxPool } from './outbox-pool.ts';
import { OutboxRun } from './outbox-run.ts';
import { type OutboxTiming, outboxTiming } from './outbox-timing.ts';

/** Posts go first; what else there is to do is asked a moment later, once for several words. */
const yieldMs = 5;

export interface Outbox {
  /** installations that this process writes for */
  readonly held: readonly string[];
  /** of its own */
  readonly pool: pg.Pool;
  /** ends at a safe point and gives the leases back */
  stop(): Promise<void>;
}

/**
 * Sends whatever is to be said in Slack, beside any number of other processes: one of them owns each
 * installation (MGD-5). A word of a commit wakes it; a look every few seconds makes up for lost ones.
 */
export async function startOutbox(
  given: Context,
  databaseUrl: string,
  {
    timing = outboxTiming,
    draw = drawPosts,
  }: {
    timing?: OutboxTiming;
    draw?: Draw;
  } = {},
): Promise<Outbox> {
  const runs = new Map<string, OutboxRun>();
  let isStopping = false;
  const problem = (error: unknown, what: string) => {
    // what breaks while we stop is no news
    if (!isStopping) ctx.log.warn({ err: error }, `outbox: ${what} failed`);
  };
  const pool = createOutboxPool(databaseUrl, (error) => problem(error, 'a connection'));
  const ctx: Context = { ...given, pool };
  const life = await holdLife(databaseUrl, (error) => problem(error, 'the connection of its life'));
  const keeper = new LeaseKeeper({
    pool: ctx.pool,
    kind: 'desk',
    owner: randomUUID(),
    life,
    timing: timing.lease,
    async work(fence, signal, isOurs) {
      const run = new OutboxRun({ ctx, fence, timing, draw });
      runs.set(fence.installation, run);
      await run.run(signal, isOurs).finally(() => runs.delete(fence.installation));
    },
    onProblem: problem,
  });

  /** installations (uuids) whose work is looked for next; 'all' of them */
  let asked: Set<string> | 'all' = new Set();
  let looking: Promise<void> | undefined;
  const look = (which: string | 'all') => {
    if (which === 'all' || asked === 'all') asked = 'all';
    else asked.add(which);
    looking ??= wait(yieldMs)
      .then(lookOn)
      .finally(() => {
        looking = undefined;
      });
  };
  const lookOn = async () => {
    while (!isStopping && (asked === 'all' || asked.size > 0)) {
      const of = asked;
      asked = new Set();
      const held = [...runs.values()].filter(
        ({ fence }) => of === 'all' || of.has(fence.installation),
      );
      try {
        const fences = held.map(({ fence }) => fence);
        const found = await findDue(ctx.pool, fences, ctx.posters.clock.now());
        for (const due of found) runs.get(due.installation)?.ringDue(due);
      } catch (error) {
        problem(error, 'looking for what is due');
      }
    }
  };
  const hear = (word: string | undefined) => {
    if (word === undefined) {
      keeper.look();
      return look('all');
    }
    const run = runs.get(word);
    if (!run) return keeper.look();
    run.ringPosts();
    look(word);
  };
  const deaf = [ctx.notices.on('belay_slack', hear), ctx.notices.on('belay_connectors', hear)];
  const sweeping = setInterval(() => look('all'), timing.sweepMs);
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    isStopping = true;
    for (const off of deaf) off();
    clearInterval(sweeping);
    await keeper.stop();
    await looking;
    await life.end();
    await pool.end();
  };
  return {
    pool,
    get held() {
      return keeper.held;
    },
    stop: () => (stopped ??= stop()),
  };
}
