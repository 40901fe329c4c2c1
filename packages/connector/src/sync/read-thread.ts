import { SlackError } from '@belay/slack/error';
import { compareTs } from '@belay/slack/ids/ts';
import type { Interval, Page } from '@belay/slack/model';
import { threadSignature } from '../observe/judge-observation.ts';
import type { Observation } from '../observe/observation.ts';
import type { ChannelRecord, Debt } from '../ports.ts';
import type { Intake } from './intake.ts';
import { observationsOf } from './observations-of.ts';
import { leaveFor, putOff } from './put-off.ts';
import { commit, type Run } from './run.ts';

const pageLimit = 999;
const maxEmptyPages = 5;

/** Fetches a thread whole: that costs what its tail costs, and shows edits and deletions too. */
export async function readThread(run: Run, intake: Intake, owed: Debt): Promise<void> {
  const channel = run.channels.get(owed.channelId);
  if (!channel) return leaveFor(run, owed);
  try {
    await readReplies(run, intake, channel, owed);
    run.tally.channel(channel, 'reading');
  } catch (error) {
    if (error instanceof SlackError && error.code === 'thread_not_found')
      await commit(run, { paid: [owed.id] });
    else await putOff(run, owed, error, 'thread');
  }
}

async function readReplies(
  run: Run,
  intake: Intake,
  channel: ChannelRecord,
  owed: Debt,
): Promise<void> {
  const served = new Set<string>();
  let signature = '0';
  let first: Interval | undefined;
  let cursor: string | undefined;
  let empty = 0;
  for (;;) {
    const page: Page = await run.workspace.replies(
      channel.channelId,
      owed.ts,
      { limit: pageLimit, ...(cursor === undefined ? {} : { cursor }) },
      run.stop.signal,
    );
    first ??= page.read;
    const root = page.messages.find(({ ts }) => ts === owed.ts);
    if (root && served.size === 0) signature = threadSignature(root) ?? '0';
    // the root stands on every page; a page that adds nothing else must not go on for ever
    const added = page.messages.filter(({ ts }) => !served.has(ts));
    empty = added.length === 0 ? empty + 1 : 0;
    for (const { ts } of page.messages) served.add(ts);
    const more = page.hasMore && page.cursor !== undefined && empty < maxEmptyPages;
    const observations = observationsOf(run, channel.channelId, page, 'replies');
    if (more) await intake.submit({ channel, observations });
    else {
      const { postponed } = await intake.submit({
        channel,
        observations: [...observations, ...(await absent(run, channel, owed.ts, served, first))],
        threadRead: { rootTs: owed.ts, signature },
        paid: [owed.id],
      });
      if (postponed) run.bell.ring();
      return;
    }
    cursor = page.cursor;
  }
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
  const known = await run.ledger.served({
    channelId,
    from: rootTs,
    to: '9999999999.999999',
    threadTs: rootTs,
  });
  return known
    .filter(({ ts, state }) => state === 'live' && !served.has(ts) && compareTs(ts, rootTs) > 0)
    .map(({ ts }) => ({
      channelId,
      ts,
      read,
      source: 'replies',
      isArchived: false,
      seen: 'absent',
    }));
}
