import { SlackError } from '@belay/slack/error';
import type { Debt } from '../ports.ts';
import type { Intake } from './intake.ts';
import { leaveFor, putOff } from './put-off.ts';
import { readMessage } from './read-message.ts';
import { commit, type Run } from './run.ts';
import { threadTsOf } from './settle-doubt.ts';

/** Asks for the whole sets behind a cut user list; without the right, what is seen is kept (SYN-9). */
export async function readReactions(run: Run, intake: Intake, owed: Debt): Promise<void> {
  const { channelId, ts } = owed;
  const channel = run.channels.get(channelId);
  if (!channel) return leaveFor(run, owed);
  try {
    const page = await readFully(run, owed);
    const message = page?.messages.find((found) => found.ts === ts);
    await intake.submit({
      channel,
      observations:
        page && message
          ? [
              {
                channelId,
                ts,
                read: page.read,
                source: 'reactions',
                isArchived: false,
                seen: message,
              },
            ]
          : [],
      paid: [owed.id],
    });
  } catch (error) {
    if (error instanceof SlackError && error.class === 'benign')
      await commit(run, { paid: [owed.id] });
    else await putOff(run, owed, error, 'reactions');
  }
}

async function readFully(run: Run, owed: Debt) {
  try {
    return await run.workspace.reactions(owed.channelId, owed.ts, run.stop.signal);
  } catch (error) {
    if (!(error instanceof SlackError) || error.class !== 'scope') throw error;
    const threadTs = await threadTsOf(run, owed);
    const { message, read } = await readMessage(run, owed.channelId, owed.ts, threadTs);
    return message && { messages: [message], read };
  }
}
