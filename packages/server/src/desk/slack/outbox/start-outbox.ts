import type { Context } from '../../../context.ts';

export interface Outbox {
  /** installations that this process writes for */
  readonly held: readonly string[];
  /** ends at a safe point and gives the leases back */
  stop(): Promise<void>;
}

/** Sends whatever is to be said in Slack, beside any number of other processes. */
export async function startOutbox(_ctx: Context, _databaseUrl: string): Promise<Outbox> {
  throw new Error('not built yet');
}
