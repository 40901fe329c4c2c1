import type { Context } from '../context.ts';
import { unlockDeadWorkers } from './unlock-dead-workers.ts';

/** Work that is found by looking: timers that are rows, and what nobody wants any more. */
export interface Sweep {
  name: string;
  everyMs: number;
  /** every process may run it at the same time as others: rows decide, by conditional updates */
  run(ctx: Context, signal: AbortSignal): Promise<unknown>;
}

export const sweeps: Sweep[] = [
  { name: 'dead workers', everyMs: 5_000, run: (ctx) => unlockDeadWorkers(ctx.pool) },
];
