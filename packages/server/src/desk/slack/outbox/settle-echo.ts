import type { Context } from '../../../context.ts';

/** Our own message as an event told it. */
export interface Echo {
  /** uuids */
  tenant: string;
  installation: string;
  channel: string;
  ts: string;
  /** `metadata.event_payload.key`, as it came */
  key: string;
  /** where it stands in a thread */
  threadTs?: string | undefined;
}

/**
 * Our own echo settles a post whose outcome nobody knew (NTF-3). True: it is a post of ours, settled
 * by this echo or before.
 */
export async function settleEcho(_ctx: Context, _echo: Echo): Promise<boolean> {
  throw new Error('not built yet');
}
