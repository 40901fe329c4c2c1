import { tsToMs } from '@belay/slack/ids/ts';
import type { Message } from '@belay/slack/model';
import { count, plural, span } from '../progress/figures.ts';
import type { Finding } from './finding.ts';

const check = 'rate';
export const clampedPage = 15;
/** A clamped app waits for most of a minute; a tier's own pause after so few calls is shorter. */
const longPauseMs = 30_000;
const pageSize = 999;
const perMinute = 50;

/** The newest page of one channel, asked for in full. */
export interface Sample {
  channel: string;
  messages: readonly Message[];
  hasMore: boolean;
}

/** What a few pages of history told. */
export type Probe =
  | { kind: 'pages'; samples: readonly Sample[]; isClamped: boolean }
  /** answered 429 */
  | { kind: 'rejected'; samples: readonly Sample[]; retryAfterMs: number }
  | { kind: 'none'; why: string };

/** The first run that the figures are for. */
export interface FirstRun {
  channels: number;
  /** where its backfill ends, ms since the epoch */
  since: number;
  now: number;
}

/** How fast Slack lets this app read, and what that means for a first run here. */
export function checkRate(probe: Probe, run: FirstRun): Finding {
  if (probe.kind === 'none')
    return { check, verdict: 'ok', message: `Not measured: ${probe.why}.` };
  if (probe.kind === 'rejected' && probe.retryAfterMs < longPauseMs)
    return {
      check,
      verdict: 'warn',
      message: `Slack asks to wait ${span(probe.retryAfterMs)}: something else uses this app’s requests.`,
      next: 'Run doctor again when no other sync is running.',
    };
  const isClamped = probe.kind === 'rejected' || probe.isClamped;
  const allowed = isClamped
    ? { messages: clampedPage, requests: 1 }
    : { messages: pageSize, requests: perMinute };
  const backfill = estimate(probe.samples, run);
  const minutes = backfill && minutesFor(backfill, run.channels, allowed);
  const guess = backfill && minutes !== undefined ? ` ${inWords(backfill, minutes)}` : '';
  const details = {
    mode: isClamped ? 'clamped' : 'documented',
    ...(minutes === undefined ? {} : { backfill_minutes: Math.ceil(minutes) }),
    ...(backfill ? { backfill_messages: backfill.messages } : {}),
  };
  if (!isClamped)
    return {
      check,
      verdict: 'ok',
      message: `Slack’s documented limits hold: ${perMinute} requests a minute, up to ${pageSize} messages each.${guess}`,
      details,
    };
  return {
    check,
    verdict: 'warn',
    message: `Slack holds this app to one request of ${clampedPage} messages a minute (${count(clampedPage * 60)} an hour).${guess} A round of polling takes ${span(run.channels * 60_000)} for ${plural(run.channels, 'channel')}.`,
    next: 'Import an export ZIP first (`cortexdb-sync import <export.zip>`), or make the app an internal one of this workspace: those keep 50 requests a minute.',
    details,
  };
}

interface Backfill {
  messages: number;
  threads: number;
  judgedBy: string[];
}

/** The density of the pages, carried over to the window and to all channels: an order of magnitude. */
function estimate(samples: readonly Sample[], run: FirstRun): Backfill | undefined {
  const { channels, since, now } = run;
  let messages = 0;
  let threads = 0;
  for (const sample of samples) {
    const oldest = Math.min(now, ...sample.messages.map(({ ts }) => tsToMs(ts)));
    const isWhole = !sample.hasMore || oldest <= since;
    // everything, back to an unknown beginning: no guess
    if (!isWhole && (since <= 0 || oldest >= now)) return undefined;
    const scale = isWhole ? 1 : (now - since) / (now - oldest);
    const inside = sample.messages.filter(({ ts }) => tsToMs(ts) > since);
    messages += inside.length * scale;
    threads += inside.filter(({ thread }) => (thread?.replyCount ?? 0) > 0).length * scale;
  }
  if (samples.length === 0) return undefined;
  return {
    messages: Math.round((messages / samples.length) * channels),
    threads: Math.round((threads / samples.length) * channels),
    judgedBy: samples.map(({ channel }) => `#${channel}`),
  };
}

function minutesFor(
  { messages, threads }: Backfill,
  channels: number,
  allowed: { messages: number; requests: number },
): number {
  const pages = Math.max(channels, Math.ceil(messages / allowed.messages));
  return Math.max(pages, threads) / allowed.requests;
}

function inWords({ messages, judgedBy }: Backfill, minutes: number): string {
  const long = minutes < 1 ? 'less than a minute' : `about ${span(minutes * 60_000)}`;
  const by = [...new Set(judgedBy)].join(' and ');
  return `A first run reads about ${plural(messages, 'message')} and their threads, judged by ${by}: ${long}.`;
}
