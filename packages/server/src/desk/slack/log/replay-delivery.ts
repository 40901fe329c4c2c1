import type { SlackDelivery } from '@belay/contract/desk/slack-delivery';
import { BelayError } from '@belay/contract/error';
import type { Caller } from '../../../auth/authorize.ts';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { recordSlackChange } from '../integration/record-slack-change.ts';
import { deliveryView } from './delivery-row.ts';
import { findDelivery } from './find-delivery.ts';
import { moveParked } from './move-parked.ts';
import { releaseParked } from './release-parked.ts';

/**
 * Sends a parked message again, or what it tells to where its route leads now, if people gave its
 * channel up; what waits already just waits. Throws NOT_FOUND, and CONFLICT for
 * what was posted or is not to be sent any more, and while Slack is not connected.
 */
export async function replayDelivery(
  ctx: Context,
  caller: Caller,
  agent: string,
  id: string,
): Promise<SlackDelivery> {
  const { tenant } = caller;
  const { id: wanted, state: found } = await findDelivery(ctx.pool, { tenant, agent }, id);
  const moved = found === 'parked' ? await moveParked(ctx, { tenant, agent, post: wanted }) : 0;
  return inTransaction(ctx.pool, async (db) => {
    const { id: post, state } = await findDelivery(db, { tenant, agent }, id);
    const released = state === 'parked' ? await releaseParked(db, { tenant, agent, post }) : 0;
    if (moved + released > 0)
      await recordSlackChange(ctx, db, caller, 'replay', { agent, delivery_id: id });
    // somebody else pressed, or the outbox was quicker: what stands now is the answer
    const after = await findDelivery(db, { tenant, agent }, id);
    if (after.state === 'waiting' || after.state === 'sending' || moved > 0)
      return deliveryView(after);
    throw new BelayError('CONFLICT', refusals[after.state], { reason: after.state });
  });
}

const refusals = {
  posted: 'This message was posted already: nothing is sent twice.',
  dropped: 'This message is not to be sent any more; the log says why.',
  parked:
    'This message was meant for a workspace that is not connected to this agent now. Connect it again first.',
};
