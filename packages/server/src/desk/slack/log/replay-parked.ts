import type { SlackReplayAnswer, slackReplayBody } from '@belay/contract/desk/slack-delivery';
import type { z } from 'zod';
import type { Caller } from '../../../auth/authorize.ts';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { findAgent } from '../../agents/find-agent.ts';
import { recordSlackChange } from '../integration/record-slack-change.ts';
import { moveParked } from './move-parked.ts';
import { releaseParked } from './release-parked.ts';

/**
 * Sends all that is parked again, or what is parked for one channel; what was meant for a channel that
 * people gave up goes where its route leads now. None is an answer, too. Throws NOT_FOUND.
 */
export async function replayParked(
  ctx: Context,
  caller: Caller,
  agent: string,
  { channel }: z.output<typeof slackReplayBody>,
): Promise<SlackReplayAnswer> {
  const { tenant } = caller;
  await findAgent(ctx.pool, { tenant, agent });
  const moved = await moveParked(ctx, { tenant, agent, channel });
  const replayed = await inTransaction(ctx.pool, async (db) => {
    const all = moved + (await releaseParked(db, { tenant, agent, channel }));
    if (all > 0)
      await recordSlackChange(ctx, db, caller, 'replay', { agent, channel, replayed: all });
    return all;
  });
  return { replayed };
}
