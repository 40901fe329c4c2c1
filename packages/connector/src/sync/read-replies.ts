import { SlackError } from '@belay/slack/error';
import { compareTs } from '@belay/slack/ids/ts';
import type { Interval, Page } from '@belay/slack/model';
import { threadSignature } from '../observe/judge-observation.ts';
import type { Observation } from '../observe/observation.ts';
import type { ChannelRecord, Debt } from '../ports.ts';
import type { Intake } from './intake.ts';
import { observationsOf } from './observations-of.ts';
import { repliesOf } from './replies-of.ts';
import type { Run } from './run.ts';

const pageLimit = 999;
const maxEmptyPages = 5;

/** Reads every page of a thread; the last submission says that it was read, and what was missing. */
export async function readReplies(
  run: Run,
  intake: Intake,
  channel: ChannelRecord,
  owed: Debt,
): Promise<void> {
  const served = new Set<string>();
  let signature = '0';
  let first: Interval | undefined;
  let bounds: { cursor?: string; oldest?: string } = {};
  let empty = 0;
  for (;;) {
    const page: Page = await nextPage(run, channel.channelId, owed.ts, bounds, newest(served));
    first ??= page.read;
    const root = page.messages.find(({ ts }) => ts === owed.ts);
    if (root && served.size === 0) signature = threadSignature(root) ?? '0';
    // the root stands on every page; pages that add nothing else must not go on for ever
    const added = page.messages.filter(({ ts }) => !served.has(ts));
    empty = added.length === 0 ? empty + 1 : 0;
    for (const { ts } of page.messages) served.add(ts);
    const observations = observationsOf(run, channel.channelId, page, 'replies');
    if (!page.hasMore) {
      const missing = await absent(run, channel, owed.ts, served, first);
      await intake.submit({
        channel,
        observations: [...observations, ...missing],
        threadRead: { rootTs: owed.ts, signature, at: first.lo },
        paid: [owed.id],
      });
      return;
    }
    await intake.submit({ channel, observations });
    if (empty >= maxEmptyPages)
      throw new SlackError(
        'no_progress',
        `Slack says that a thread of #${channel.name} has more replies but serves none: it is read again later.`,
      );
    bounds = page.cursor === undefined ? since(newest(served)) : { cursor: page.cursor };
  }
}

/** A cursor that Slack no longer takes costs nothing: bounds lead to the same place. */
async function nextPage(
  run: Run,
  channelId: string,
  rootTs: string,
  bounds: { cursor?: string; oldest?: string },
  reached: string | undefined,
): Promise<Page> {
  const ask = (more: { cursor?: string; oldest?: string }) =>
    run.workspace.replies(channelId, rootTs, { limit: pageLimit, ...more }, run.stop.signal);
  try {
    return await ask(bounds);
  } catch (error) {
    const isStale = error instanceof SlackError && error.code === 'invalid_cursor';
    if (!isStale || bounds.cursor === undefined) throw error;
    return ask(since(reached));
  }
}

function since(ts: string | undefined): { oldest?: string } {
  return ts === undefined ? {} : { oldest: ts };
}

function newest(served: ReadonlySet<string>): string | undefined {
  let last: string | undefined;
  for (const ts of served) if (last === undefined || compareTs(ts, last) > 0) last = ts;
  return last;
}

/** Known replies that a whole read did not show (SYN-11). The root is served beside them. */
async function absent(
  run: Run,
  { channelId }: ChannelRecord,
  rootTs: string,
  served: ReadonlySet<string>,
  read: Interval,
): Promise<Observation[]> {
  if (run.workspace.kind === 'archive' || !served.has(rootTs)) return [];
  const known = await repliesOf(run, channelId, rootTs);
  return known
    .filter(({ ts }) => !served.has(ts) && compareTs(ts, rootTs) > 0)
    .map(({ ts }) => ({
      channelId,
      ts,
      read,
      source: 'replies',
      isArchived: false,
      seen: 'absent',
    }));
}
