import { compareTs, tsToMs } from '@belay/slack/ids/ts';
import type { ChannelRecord, Chunk, Ledger } from './ports.ts';

/** What is proved of one channel, and what is not (SYN-13). Moments in ms since the epoch. */
export interface ChannelProof {
  /** every message up to here was read; undefined until the backfill is whole */
  messagesThrough?: number;
  /** history is certified from the newest message back to here */
  reachedBack?: number;
  /** every reply that Slack had by then is captured; undefined until each thread was read */
  threadsAsOf?: number;
  /** no edit, deletion or reaction of a reply before this is unseen */
  replyEditsAsOf?: number;
  /** work left, by kind */
  owed: Record<string, number>;
  /** what could not be had, and why: at most 100 */
  exceptions: { kind: string; ts: string; reason: string; retryAt?: number }[];
}

const manyThreads = 1000;
const maxExceptions = 100;

/** Reads the moments of one channel out of its certificates and debts. */
export async function proofOf(ledger: Ledger, channel: ChannelRecord): Promise<ChannelProof> {
  const { channelId, target } = channel;
  const chunks = await ledger.chunks(channelId);
  const { debts: owed } = await ledger.counts(channelId);
  const through = coveredFrom(target, chunks);
  const oldestRead = Math.min(...chunks.map(({ readLo }) => readLo));
  const unread = await oldestUnread(ledger, channelId, owed.thread ?? 0);
  const [oldestThread] = await ledger.threads({
    channelId,
    readBefore: Number.POSITIVE_INFINITY,
    limit: 1,
  });
  const isWhole = through !== undefined && unread !== 'never';
  const threadsAsOf = Math.min(oldestRead, unread === 'none' ? oldestRead : Number(unread));
  const reached = coveredBack(chunks);
  return {
    ...(through === undefined ? {} : { messagesThrough: tsToMs(through) }),
    ...(reached === undefined ? {} : { reachedBack: tsToMs(reached) }),
    ...(isWhole ? { threadsAsOf } : {}),
    ...(isWhole
      ? { replyEditsAsOf: Math.min(threadsAsOf, oldestThread?.threadReadAt ?? threadsAsOf) }
      : {}),
    owed,
    exceptions: await exceptionsOf(ledger, channelId),
  };
}

/** How far the certificates reach from `target` on without a gap. */
export function coveredFrom(target: string, chunks: readonly Chunk[]): string | undefined {
  let to: string | undefined;
  for (const chunk of chunks) {
    if (compareTs(chunk.from, to ?? target) > 0) break;
    if (to === undefined || compareTs(chunk.to, to) > 0) to = chunk.to;
  }
  // an older stretch alone is no whole backfill: the newest has to hang on to it
  return to === chunks.at(-1)?.to ? to : undefined;
}

function coveredBack(chunks: readonly Chunk[]): string | undefined {
  let from: string | undefined;
  for (const chunk of chunks.toReversed()) {
    if (from !== undefined && compareTs(chunk.to, from) < 0) break;
    from = chunk.from;
  }
  return from;
}

/** When the thread that has waited longest was last read whole. */
async function oldestUnread(
  ledger: Ledger,
  channelId: string,
  owed: number,
): Promise<number | 'none' | 'never'> {
  if (owed === 0) return 'none';
  if (owed > manyThreads) return 'never';
  const debts = await ledger.debts({
    channelId,
    kind: 'thread',
    dueBy: Number.POSITIVE_INFINITY,
    limit: manyThreads,
  });
  const roots = await ledger.messages(
    channelId,
    debts.map(({ ts }) => ts),
  );
  const reads = debts.map(({ ts }) => roots.get(ts)?.threadReadAt);
  return reads.some((at) => at === undefined) ? 'never' : Math.min(...reads.map(Number));
}

async function exceptionsOf(ledger: Ledger, channelId: string) {
  const debts = await ledger.debts({
    channelId,
    dueBy: Number.POSITIVE_INFINITY,
    limit: manyThreads,
  });
  return debts
    .flatMap(({ kind, ts, reason, due }) => {
      if (reason === undefined) return [];
      const retryAt = kind === 'exception' ? {} : { retryAt: due };
      return [{ kind, ts, reason, ...retryAt }];
    })
    .slice(0, maxExceptions);
}
