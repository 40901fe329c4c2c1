import type { SlackConnected, SlackDisconnected } from '@belay/contract/desk/slack-install';
import { BelayError } from '@belay/contract/error';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';

/** Ties an agent to a workspace that is connected already; uuids. */
export async function bindAgent(
  _ctx: Context,
  _caller: Caller,
  _wish: { agent: string; installation: string; teamId?: string | undefined },
): Promise<SlackConnected> {
  throw new BelayError('NOT_IMPLEMENTED', 'not built yet');
}

/** Disconnect: this agent at once; what was chosen stays. uuid. */
export async function unbindAgent(
  _ctx: Context,
  _caller: Caller,
  _agent: string,
): Promise<SlackDisconnected> {
  throw new BelayError('NOT_IMPLEMENTED', 'not built yet');
}
