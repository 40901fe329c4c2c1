import { SlackError } from '@belay/slack/error';
import { tsToMs } from '@belay/slack/ids/ts';
import { unpackRegisters } from '../observe/registers.ts';
import type { Debt } from '../ports.ts';
import type { Intake } from './intake.ts';
import { loseThread } from './lose-thread.ts';
import { leaveFor, putOff } from './put-off.ts';
import { readReplies } from './read-replies.ts';
import { repliesOf } from './replies-of.ts';
import { type Run, wholeThread } from './run.ts';

/** Fetches a thread whole: that costs what its tail costs, and shows edits and deletions too. */
export async function readThread(run: Run, intake: Intake, owed: Debt): Promise<void> {
  const channel = run.channels.get(owed.channelId);
  if (!channel) return leaveFor(run, owed);
  try {
    const known = owed.detail === wholeThread ? undefined : await knownSignature(run, owed);
    if (known === undefined) await readReplies(run, intake, channel, owed);
    else
      await intake.submit({
        channel,
        observations: [],
        threadRead: { rootTs: owed.ts, signature: known, at: tsToMs(owed.ts) },
        paid: [owed.id],
      });
    run.tally.channel(channel, 'reading');
  } catch (error) {
    const isLost = error instanceof SlackError && error.code === 'thread_not_found';
    if (!isLost) return putOff(run, owed, error, 'thread');
    try {
      await loseThread(run, intake, channel, owed);
    } catch (later) {
      await putOff(run, owed, later, 'thread');
    }
  }
}

/** What the root says, if the replies it speaks of are all here: no call is needed then. */
async function knownSignature(run: Run, { channelId, ts }: Debt): Promise<string | undefined> {
  if (run.workspace.kind === 'archive') return undefined;
  const root = (await run.ledger.messages(channelId, [ts])).get(ts);
  const signature = root && unpackRegisters(root.registers)?.thread?.value;
  if (signature === undefined || signature === '0') return undefined;
  const known = await repliesOf(run, channelId, ts);
  return signature === `${known.length}:${known.at(-1)?.ts}` ? signature : undefined;
}
