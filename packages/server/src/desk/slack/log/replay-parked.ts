import type { SlackReplayAnswer, slackReplayBody } from '@belay/contract/desk/slack';
import type { z } from 'zod';
import type { Caller } from '../../../auth/authorize.ts';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { findAgent } from '../../agents/find-agent.ts';
import { recordSlackChange } from '../integration/record-slack-change.ts';
import { releaseParked } from './release-parked.ts';

/** Sends all that is parked again, or what is parked for one channel. None is an answer, too. */
export async function replayParked(
  ctx: Context,
  caller: Caller,
  agent: string,
  { channel }: z.output<typeof slackReplayBody>,
): Promise<SlackReplayAnswer> {
  const { tenant } = caller;
  await findAgent(ctx.pool, { tenant, agent });
  const replayed = await inTransaction(ctx.pool, async (db) => {
    const released = await releaseParked(db, { tenant, agent, channel });
    if (released > 0)
      await recordSlackChange(ctx, db, caller, 'replay', { agent, channel, replayed: released });
    return released;
  });
  return { replayed };
}
