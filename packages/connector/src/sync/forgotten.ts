import type { Debt, MessageRecord } from '../ports.ts';
import { gone, partOf } from './draft.ts';
import { debt, inThread, type Run } from './run.ts';

/** An answer may be older than what it says by this much. */
const staleMs = 11_000;

/**
 * The memory has forgotten the words of a message that is said to be there: Slack has restored it,
 * or the word is late. Only a second read may write it again (MAP-6).
 */
export function isForgotten(record: MessageRecord): boolean {
  const text = partOf(record, 'text');
  return record.state === 'live' && text?.digest === gone && text.eventId === undefined;
}

export function restoredDoubt(run: Run, { channelId, ts, threadTs }: MessageRecord): Debt {
  return debt(run, {
    kind: 'doubt',
    channelId,
    ts,
    due: run.clock.now() + staleMs,
    ...inThread(threadTs),
  });
}
