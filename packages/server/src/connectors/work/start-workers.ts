import { randomUUID } from 'node:crypto';
import type { Context } from '../../context.ts';
import { LeaseKeeper } from '../lease/lease-keeper.ts';
import { runInstallation } from './run-installation.ts';
import { type WorkTiming, workTiming } from './work-timing.ts';

export interface Workers {
  /** installations that this process works for */
  readonly held: readonly string[];
  /** ends every run at a safe point and gives the leases back */
  stop(): Promise<void>;
}

/**
 * Works for every connector that nobody works for, beside any number of other processes (MGD-5).
 * `owner` names this process.
 */
export function startWorkers(
  ctx: Context,
  timing: WorkTiming = workTiming,
  owner: string = randomUUID(),
): Workers {
  const keeper = new LeaseKeeper({
    pool: ctx.pool,
    kind: 'connectors',
    owner,
    timing: timing.lease,
    work: (fence, signal) => runInstallation(ctx, fence, signal, timing),
    onProblem: (error, what) => ctx.log.warn({ err: error }, `workers: ${what} failed`),
  });
  const deaf = ctx.notices.on('belay_connectors', () => keeper.look());
  return {
    get held() {
      return keeper.held;
    },
    async stop() {
      deaf();
      await keeper.stop();
    },
  };
}
