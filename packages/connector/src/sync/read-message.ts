import { compareTs, tsToMs } from '@belay/slack/ids/ts';
import type { Interval, Message } from '@belay/slack/model';
import { tsAfter } from '../observe/ts.ts';
import type { Run } from './run.ts';

export interface SingleRead {
  message?: Message;
  /** not served although its neighbours are; false proves nothing (SYN-11) */
  isAbsent: boolean;
  read: Interval;
}

const neighbours = 15;
const pageLimit = 999;
const maxPages = 20;
const freshMs = 24 * 60 * 60_000;

/** Reads one message once more, with enough around it to prove that it is gone. */
export async function readMessage(
  run: Run,
  channelId: string,
  ts: string,
  threadTs: string | undefined,
): Promise<SingleRead> {
  const isReply = threadTs !== undefined && threadTs !== ts;
  let cursor: string | undefined;
  let read: Interval | undefined;
  let served = 0;
  for (let pages = 0; pages < maxPages; pages++) {
    const next = cursor === undefined ? {} : { cursor };
    const page = isReply
      ? await run.workspace.replies(
          channelId,
          threadTs,
          { limit: pageLimit, ...next },
          run.stop.signal,
        )
      : await run.workspace.history(
          channelId,
          { latest: tsAfter(ts), limit: pages === 0 ? neighbours : pageLimit, ...next },
          run.stop.signal,
        );
    read ??= page.read;
    served += page.messages.length;
    const message = page.messages.find((found) => found.ts === ts);
    if (message) return { message, isAbsent: false, read: page.read };
    const passed = page.messages.some((found) =>
      isReply ? compareTs(found.ts, ts) > 0 : compareTs(found.ts, ts) < 0,
    );
    if (passed) return { isAbsent: true, read };
    cursor = page.hasMore ? page.cursor : undefined;
    if (cursor === undefined) break;
  }
  // the end was reached without a neighbour on the far side: for a reply its root is one
  const isFresh = read !== undefined && read.lo - tsToMs(ts) < freshMs;
  return {
    isAbsent: cursor === undefined && (isReply ? served > 0 : isFresh),
    read: read ?? { lo: 0, hi: 0 },
  };
}
