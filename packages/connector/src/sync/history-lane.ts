import { SlackError } from '@belay/slack/error';
import type { ChannelRecord } from '../ports.ts';
import { ChannelWalk } from './channel-walk.ts';
import type { Intake } from './intake.ts';
import { endRun } from './put-off.ts';
import { commit, type Run } from './run.ts';

/**
 * Walks the history of all channels, always the newest page first: heads before depths. A
 * channel that fails is named and left; the others go on (SYN-4).
 */
export async function historyLane(
  run: Run,
  intake: Intake,
  channels: readonly ChannelRecord[],
): Promise<void> {
  const waiting = new Set(channels.map((channel) => new ChannelWalk(run, intake, channel)));
  const walker = async () => {
    for (let walk = newest(waiting); walk && !run.stop.isThrown; walk = newest(waiting)) {
      waiting.delete(walk);
      if (!(await takeStep(run, walk))) continue;
      if (walk.isDone) run.tally.channel(walk.channel, 'done', walk.channel.target);
      else {
        run.tally.channel(walk.channel, 'reading', walk.next);
        waiting.add(walk);
      }
    }
  };
  run.active.count += 1;
  try {
    await Promise.all(Array.from({ length: run.rules.channelsAtOnce }, walker));
  } finally {
    run.active.count -= 1;
    run.bell.ring();
  }
}

function newest(walks: ReadonlySet<ChannelWalk>): ChannelWalk | undefined {
  let first: ChannelWalk | undefined;
  for (const walk of walks) if (!first || walk.next > first.next) first = walk;
  return first;
}

/** False when this channel goes no further in this run. */
async function takeStep(run: Run, walk: ChannelWalk): Promise<boolean> {
  try {
    await walk.step();
    await run.tally.tick(async () => (await run.ledger.counts()).debts);
    return true;
  } catch (error) {
    if (run.stop.isThrown) return false;
    if (!(error instanceof SlackError)) throw error;
    if (error.class === 'auth') endRun(run, error);
    else await failChannel(run, walk.channel, error);
    return false;
  }
}

export async function failChannel(
  run: Run,
  channel: ChannelRecord,
  error: SlackError,
): Promise<void> {
  const { code } = error;
  const message = adviceFor(channel, error);
  run.tally.fail({
    kind: 'channel',
    channelId: channel.channelId,
    channelName: channel.name,
    code,
    message,
  });
  run.tally.channel(channel, 'failed');
  await commit(run, {
    channels: [
      { ...channel, state: error.class === 'retry' ? 'failed' : 'unreadable', reason: message },
    ],
  });
}

function adviceFor({ name, isPrivate }: ChannelRecord, error: SlackError): string {
  if (error.code === 'not_in_channel' || (isPrivate && error.code === 'channel_not_found'))
    return `The bot is not in #${name}: invite it there with "/invite @<bot name>", then sync again.`;
  if (error.code === 'channel_not_found')
    return `Slack no longer finds #${name}: it was deleted, or the bot was removed from it.`;
  if (error.class === 'scope')
    return `The token may not read #${name}: add the scope ${error.needed ?? 'channels:history'} to the Slack app and install it again.`;
  return error.message;
}
