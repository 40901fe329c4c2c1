import type pg from 'pg';
import { pruneLifecycle } from './prune-lifecycle.ts';

const everyMs = 3_600_000;

/** Prunes every hour, in each process: the others find nothing left to do. Returns how to stop. */
export function startPruning(
  pool: pg.Pool,
  now: () => number,
  onProblem: (error: unknown) => void,
): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = pruneLifecycle(pool, now()).catch(onProblem);
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
