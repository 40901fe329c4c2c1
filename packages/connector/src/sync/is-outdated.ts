import { compareTs } from '@belay/slack/ids/ts';
import type { Observation } from '../observe/observation.ts';
import type { Chunk, MessageRecord } from '../ports.ts';
import type { Pass } from './pass.ts';

/**
 * An event that was over when a read began that covers its message: whatever it tells, that read
 * has shown what became of it. Sightings that find nothing new are not recorded one by one, so
 * the certificate of the page, or the thread's, dates them (SYN-10).
 */
export function isOutdated(
  pass: Pass,
  { channelId, ts, read, seen }: Observation,
  known: MessageRecord | undefined,
): boolean {
  // a deletion of what was never seen may be a reply's: it has to be remembered
  if (!known && typeof seen === 'string') return false;
  const message = typeof seen === 'string' ? undefined : seen;
  const threadTs = known?.threadTs ?? message?.threadTs;
  const isReply = threadTs !== undefined && threadTs !== ts;
  const byThread = isReply ? pass.record(channelId, threadTs)?.threadReadAt : undefined;
  const isInChannel = !isReply || known?.inChannel === true || message?.isBroadcast === true;
  const byPage = isInChannel ? chunkAt(pass.run.chunks.get(channelId), ts)?.readLo : undefined;
  return read.hi <= Math.max(byThread ?? 0, byPage ?? 0);
}

function chunkAt(chunks: readonly Chunk[] | undefined, ts: string): Chunk | undefined {
  return chunks?.find(({ from, to }) => compareTs(from, ts) < 0 && compareTs(ts, to) <= 0);
}
