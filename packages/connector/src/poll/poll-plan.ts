import { placed } from './place-turns.ts';
import { pollLevels } from './poll-levels.ts';

/** A channel to poll, and how many messages an hour are expected in it. */
export interface PolledChannel {
  id: string;
  perHour: number;
}

/** A channel's polls: at `firstMs`, and exactly every `everyMs` from then on. */
export interface ChannelPolls {
  id: string;
  firstMs: number;
  /** also its true freshness: what is said is seen so much later at most, requests aside */
  everyMs: number;
}

export interface PollPlan {
  /** ms from one poll to the next, of whichever channel */
  turnMs: number;
  /** in the order given */
  channels: ChannelPolls[];
  /** requests a minute that polls take, and what they leave for audits */
  perMinute: number;
  auditPerMinute: number;
}

const minuteMs = 60_000;
/** Nobody is polled more often: what is gained can't be felt. */
const freshestMs = 10_000;
/** 42 polls a minute are 7 turns in 10 s, whatever a float makes of it. */
const epsilon = 1e-9;

/**
 * Who is polled when, with `perMinute` requests of one method of which `auditShare` (0 … 1) stays
 * for audits. As many channels as fit are 10 s fresh; beyond that the expected activity decides,
 * and nobody waits longer than eight even shares. Every channel gets turns at even distances.
 */
export function pollPlan(
  channels: readonly PolledChannel[],
  perMinute: number,
  auditShare: number,
): PollPlan {
  const budget = perMinute * (1 - auditShare);
  if (channels.length === 0 || budget <= 0)
    return { turnMs: minuteMs, channels: [], perMinute: 0, auditPerMinute: perMinute };
  const { turnMs, base } = turnsFor(channels.length, budget);
  const levels = pollLevels(
    channels.map(({ perHour }) => perHour),
    base,
  );
  const offsets = placed(levels, base);
  const polls = channels.map(({ id }, index) => ({
    id,
    firstMs: (offsets[index] ?? 0) * turnMs,
    everyMs: base * 2 ** (levels[index] ?? 0) * turnMs,
  }));
  const taken = polls.reduce((sum, { everyMs }) => sum + minuteMs / everyMs, 0);
  return { turnMs, channels: polls, perMinute: taken, auditPerMinute: perMinute - taken };
}

/** How long a turn is, and how many of them (`base`) the freshest channel waits for the next. */
function turnsFor(channels: number, budget: number): { turnMs: number; base: number } {
  const fresh = Math.floor((budget * freshestMs) / minuteMs + epsilon);
  if (channels <= fresh) return { turnMs: freshestMs / fresh, base: fresh };
  const turnMs = minuteMs / budget;
  return { turnMs, base: Math.max(1, Math.ceil(freshestMs / turnMs - epsilon)) };
}
