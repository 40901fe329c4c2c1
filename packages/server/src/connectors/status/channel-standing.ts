import type { ChannelRecord, Chunk } from '@belay/connector/ports';
import { coveredFrom } from '@belay/connector/proof';
import { tsToMs } from '@belay/slack/ids/ts';

/** What the ledger holds of one channel, as `readStandings` gathers it. */
export interface ChannelFacts {
  channel_id: string;
  record: Pick<ChannelRecord, 'name' | 'isPrivate' | 'state' | 'reason' | 'target'>;
  chunks: Chunk[];
  /** live messages */
  live: number;
  /** work left, by kind */
  debts: Record<string, number>;
  /** of the threads that are owed: when the root that waits longest was last read whole */
  unread: 'none' | 'never' | number;
}

/** How far one channel is proved; moments in ms since the epoch (SYN-13). */
export interface ChannelStanding {
  facts: ChannelFacts;
  /** it can be read at all, now or until it was archived */
  isRead: boolean;
  isProved: boolean;
  messagesThrough: number | undefined;
  threadsAsOf: number | undefined;
  /** of the window, 0 to 1 */
  progress: number;
}

/** Slack began in August 2013: a window without a beginning begins there. */
const slackBegan = Date.UTC(2013, 7, 14);

export function channelStanding(facts: ChannelFacts, nowMs: number): ChannelStanding {
  const { record, chunks, unread } = facts;
  const through = coveredFrom(record.target, chunks);
  const isWhole = through !== undefined && unread !== 'never';
  const oldestRead = Math.min(...chunks.map(({ readLo }) => readLo));
  const isRead = record.state === 'active' || record.state === 'archived';
  return {
    facts,
    isRead,
    isProved: isRead && isWhole,
    messagesThrough: through === undefined ? undefined : tsToMs(through),
    threadsAsOf: isWhole
      ? Math.min(oldestRead, unread === 'none' ? oldestRead : unread)
      : undefined,
    progress: through === undefined ? covered(record.target, chunks, nowMs) : 1,
  };
}

/** The share of the window's time that certificates cover; never quite all while a gap is left. */
function covered(target: string, chunks: readonly Chunk[], nowMs: number): number {
  const from = Math.max(tsToMs(target), slackBegan);
  const window = Math.max(1, nowMs - from);
  const sum = chunks.reduce(
    (total, chunk) => total + Math.max(0, tsToMs(chunk.to) - Math.max(from, tsToMs(chunk.from))),
    0,
  );
  return Math.min(0.99, sum / window);
}
