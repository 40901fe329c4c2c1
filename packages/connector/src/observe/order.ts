import type { Interval } from '@belay/slack/model';

/** How a claim stands to the one accepted before. `doubt`: only a later read can tell. */
export type Verdict = 'same' | 'newer' | 'older' | 'doubt';

/** Order by intervals alone: x is after y if it began when y was over (SYN-10). */
export function byInterval(known: Interval, seen: Interval): 'newer' | 'older' | 'doubt' {
  if (seen.lo >= known.hi) return 'newer';
  if (known.lo >= seen.hi) return 'older';
  return 'doubt';
}

/** The same value sighted twice: true at both reads, so the later one dates it. */
export function later(known: Interval, seen: Interval): Interval {
  return { lo: Math.max(known.lo, seen.lo), hi: Math.max(known.hi, seen.hi) };
}
