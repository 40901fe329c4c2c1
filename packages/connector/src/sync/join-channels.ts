import { SlackError } from '@belay/slack/error';
import type { Channel } from '@belay/slack/model';
import type { ChannelRecord } from '../ports.ts';
import { failChannel } from './history-lane.ts';
import type { Run } from './run.ts';

/**
 * Joins the public channels that the bot is not in, where it may (SYN-7); answers those that can
 * be read. Without the right to join they are tried all the same: a user's token reads them.
 */
export async function joinChannels(
  run: Run,
  selected: readonly Channel[],
  records: readonly ChannelRecord[],
): Promise<ChannelRecord[]> {
  if (run.workspace.kind === 'archive') return [...records];
  const { scopes } = run.identity;
  let mayJoin = scopes === undefined || scopes.includes('channels:join');
  const readable: ChannelRecord[] = [];
  for (const record of records) {
    const channel = selected.find(({ id }) => id === record.channelId);
    const isOpen = channel && !channel.isMember && !channel.isPrivate && !channel.isArchived;
    if (isOpen && mayJoin && !run.stop.isThrown) {
      try {
        await run.workspace.join(record.channelId, run.stop.signal);
      } catch (error) {
        if (!(error instanceof SlackError)) throw error;
        if (error.class === 'scope') mayJoin = false;
        else if (error.class === 'channel') {
          await failChannel(run, record, error);
          continue;
        }
      }
    }
    readable.push(record);
  }
  return readable;
}
