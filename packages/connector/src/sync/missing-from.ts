import { compareTs, tsToMs } from '@belay/slack/ids/ts';
import type { Page } from '@belay/slack/model';
import type { Observation } from '../observe/observation.ts';
import type { ChannelRecord } from '../ports.ts';
import type { Run } from './run.ts';

/** Younger than this, a missing newest message counts although nothing newer is served. */
const freshMs = 24 * 60 * 60_000;
/** More than both at once is no tidying up: held, and shown (SYN-11). */
const massCount = 100;
const massShare = 0.2;
const massHoldMs = 60 * 60_000;

/**
 * Known messages that a page should have shown and did not: those between served items, and
 * fresh ones above the newest (SYN-11). Each needs a second read; nothing is forgotten here.
 */
export async function missingFrom(
  run: Run,
  channel: ChannelRecord,
  page: Page,
  inside: readonly Observation[],
  reached: string | undefined,
): Promise<Observation[]> {
  const oldest = inside[0]?.ts;
  const newest = inside.at(-1)?.ts;
  if (run.workspace.kind === 'archive' || oldest === undefined || newest === undefined) return [];
  const { channelId } = channel;
  const served = new Set(inside.map(({ ts }) => ts));
  const isHead = reached === undefined;
  const known = await run.ledger.served({
    channelId,
    from: oldest,
    to: isHead ? '9999999999.999999' : reached,
  });
  const missing = known.filter(
    ({ ts, state }) =>
      state === 'live' &&
      !served.has(ts) &&
      ts !== reached &&
      (compareTs(ts, newest) < 0 || !isHead || page.read.lo - tsToMs(ts) < freshMs),
  );
  if (missing.length > massCount) {
    const { messages } = await run.ledger.counts(channelId);
    if (missing.length > messages * massShare) {
      holdBack(run, channel, missing.length);
      return [];
    }
  }
  return missing.map(({ ts }) => ({
    channelId,
    ts,
    read: page.read,
    source: 'history',
    isArchived: false,
    seen: 'absent',
  }));
}

function holdBack(run: Run, { channelId, name }: ChannelRecord, missing: number): void {
  run.tally.fail({
    kind: 'channel',
    channelId,
    channelName: name,
    code: 'mass_deletion_held',
    message: `${missing} messages of #${name} are gone from Slack at once: nothing is forgotten for an hour, in case it is a mistake.`,
    retryAt: run.clock.now() + massHoldMs,
  });
}
