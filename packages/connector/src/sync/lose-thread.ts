import type { Observation } from '../observe/observation.ts';
import type { ChannelRecord, Debt } from '../ports.ts';
import type { Intake } from './intake.ts';
import { readMessage } from './read-message.ts';
import { repliesOf } from './replies-of.ts';
import type { Run } from './run.ts';

/**
 * Slack finds no such thread. An error proves nothing (SYN-11): where the channel's history shows
 * that the root is gone, its replies are missing as well, and each gets its second read.
 */
export async function loseThread(
  run: Run,
  intake: Intake,
  channel: ChannelRecord,
  owed: Debt,
): Promise<void> {
  const { channelId, ts: rootTs } = owed;
  const { message, isAbsent, read } = await readMessage(run, channelId, rootTs, undefined);
  const observations: Observation[] = [];
  const about = { channelId, read, isArchived: false };
  if (message) observations.push({ ...about, ts: rootTs, source: 'confirm', seen: message });
  if (isAbsent) {
    const replies = await repliesOf(run, channelId, rootTs);
    for (const { ts } of [{ ts: rootTs }, ...replies])
      observations.push({ ...about, ts, source: 'replies', seen: 'absent' });
  }
  await intake.submit({ channel, observations, paid: [owed.id] });
}
