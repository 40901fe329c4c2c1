import { tsToMs } from '@belay/slack/ids/ts';
import type { Message } from '@belay/slack/model';
import type { Context } from '../../../../context.ts';
import type { SlackPlace } from '../../people/slack-place.ts';
import type { LineRow } from '../line/line-row.ts';
import type { Arrival } from '../store/heard-of.ts';
import { isMachine } from '../store/heard-of.ts';
import { storeHeard } from '../store/store-heard.ts';

/** A thread that is read. */
export interface ReadThread {
  /** uuid */
  card: string;
  channel: string;
  /** of its root */
  ts: string;
  botUserId: string;
}

/** Reads may be some seconds old: what was typed so lately may be missing from them. */
const settledMs = 60_000;

type Known = Pick<LineRow, 'ts' | 'fate' | 'edited_ts' | 'user_id'>;

/** What a thread shows and we don't know is stored as if Slack had told it: once, in its order. */
export async function compareThread(
  ctx: Context,
  { tenant, installation }: SlackPlace,
  thread: ReadThread,
  { messages, isWhole, readAt }: { messages: Message[]; isWhole: boolean; readAt: number },
): Promise<void> {
  const { rows } = await ctx.pool.query<Known>(
    `select ts, fate, edited_ts, user_id from slack_line
     where tenant = $1 and installation = $2 and channel = $3 and thread_ts = $4`,
    [tenant, installation, thread.channel, thread.ts],
  );
  const known = new Map(rows.map((row) => [row.ts, row]));
  const shown = new Set(messages.map(({ ts }) => ts));
  const missing =
    isWhole && shown.has(thread.ts)
      ? rows.filter(({ ts, fate }) => !shown.has(ts) && mayBeGone(ts, fate, readAt))
      : [];
  const arrivals = [
    ...messages.flatMap((message) => changeOf(thread, message, known.get(message.ts)) ?? []),
    ...missing.map((row) => deletionOf(thread, row)),
  ];
  for (const arrival of arrivals)
    await storeHeard(ctx.pool, [{ tenant, id: installation }], arrival);
}

function changeOf(
  { channel, ts, botUserId }: ReadThread,
  message: Message,
  row: Known | undefined,
): Arrival | undefined {
  if (message.ts === ts || message.kind !== 'content' || isMachine(message, botUserId))
    return undefined;
  const thread = `${channel}:${ts}`;
  if (!row)
    return {
      id: `posted:${channel}:${message.ts}`,
      thread,
      heard: { kind: 'posted', channel, message },
    };
  const edited = message.edited?.ts;
  if (edited === undefined || (row.edited_ts !== null && edited <= row.edited_ts)) return undefined;
  return {
    id: `edited:${channel}:${message.ts}:${edited}`,
    thread,
    heard: { kind: 'changed', channel, message, eventTs: null },
  };
}

function mayBeGone(ts: string, fate: LineRow['fate'], readAt: number): boolean {
  return fate !== 'cancelled' && fate !== 'retracted' && readAt - tsToMs(ts) > settledMs;
}

function deletionOf({ channel, ts: root }: ReadThread, { ts, user_id }: Known): Arrival {
  return {
    id: `deleted:${channel}:${ts}`,
    thread: `${channel}:${root}`,
    heard: { kind: 'deleted', channel, ts, threadTs: root, userId: user_id },
  };
}
