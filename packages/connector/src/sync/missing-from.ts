import { compareTs, tsToMs } from '@belay/slack/ids/ts';
import type { Page } from '@belay/slack/model';
import type { Observation } from '../observe/observation.ts';
import type { ChannelRecord } from '../ports.ts';
import { commit, type Run } from './run.ts';

/** Younger than this, a missing newest message counts although nothing newer is served. */
const freshMs = 24 * 60 * 60_000;
/** More than both at once is no tidying up: held, and shown (SYN-11). */
const massCount = 100;
const massShare = 0.2;
const massHoldMs = 60 * 60_000;
/** a new disappearance after this is a new one, to be held again */
const massForgetMs = 24 * 60 * 60_000;

/**
 * Known messages that a page should have shown and did not: those between served items, and
 * fresh ones beyond them (SYN-11). Each needs a second read; nothing is forgotten here.
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
  const isEnd = !page.hasMore && !page.isLimited;
  const known = await run.ledger.served({
    channelId,
    from: isEnd ? '0.000000' : oldest,
    to: isHead ? '9999999999.999999' : reached,
  });
  // what is asked for below a served message has that one as its upper neighbour
  const isBetween = (ts: string) =>
    compareTs(ts, oldest) > 0 && (compareTs(ts, newest) < 0 || !isHead);
  const missing = known.filter(
    ({ ts, state }) =>
      state === 'live' &&
      !served.has(ts) &&
      ts !== reached &&
      (isBetween(ts) || page.read.lo - tsToMs(ts) < freshMs),
  );
  if (await isHeld(run, channel, missing.length)) return [];
  return missing.map(({ ts }) => ({
    channelId,
    ts,
    read: page.read,
    source: 'history',
    isArchived: false,
    seen: 'absent',
  }));
}

/** Whether so many are gone at once that it may be a mistake; after an hour it is believed. */
async function isHeld(run: Run, channel: ChannelRecord, missing: number): Promise<boolean> {
  if (missing <= massCount) return false;
  const { messages } = await run.ledger.counts(channel.channelId);
  if (missing <= messages * massShare) return false;
  const name = `mass_deletion:${channel.channelId}`;
  const now = run.clock.now();
  const noticed = Number(await run.ledger.value(name));
  const isKnown = noticed > now - massForgetMs;
  if (isKnown && now >= noticed + massHoldMs) return false;
  const since = isKnown ? noticed : now;
  if (!isKnown) await commit(run, { values: { [name]: String(now) } });
  holdBack(run, channel, missing, since + massHoldMs);
  return true;
}

function holdBack(
  run: Run,
  { channelId, name }: ChannelRecord,
  missing: number,
  retryAt: number,
): void {
  run.tally.fail({
    kind: 'channel',
    channelId,
    channelName: name,
    code: 'mass_deletion_held',
    message: `${missing} messages of #${name} are gone from Slack at once: nothing is forgotten for an hour, in case it is a mistake.`,
    retryAt,
  });
}
