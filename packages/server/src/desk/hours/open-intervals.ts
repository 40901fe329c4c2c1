import type { WorkingHours } from '@belay/contract/desk/hours';
import { localInstant } from './local-instant.ts';
import { calendarOf, dayMs, dayOf, type Interval } from './spans-of-date.ts';

/** Whatever a week holds shows within two of them, also where a clock change empties a span. */
const horizonDays = 16;
/** A span reaches into the next date, and a clock change may move it by another. */
const reachDays = 3;
/** No zone is further ahead of UTC: what begins on a date begins no sooner than this before it. */
const furthestAheadMs = 16 * 3_600_000;

/**
 * When it is open at or after a moment, in order; overlapping and adjacent spans are one interval.
 * The last one ends at Infinity if it never closes again; nothing follows where it never opens.
 */
export function* openIntervals(hours: WorkingHours, at: number): Generator<Interval> {
  const calendar = calendarOf(hours);
  let day = dayOf(at, calendar.zone) - reachDays;
  const specials = calendar.holidays.filter((special) => special >= day);
  let pending: Interval[] = [];
  // nothing has ended or begun since this day
  let still = day;
  for (; ; day++) {
    if (specials[0] === day) {
      specials.shift();
      still = day;
    }
    pending = merged([...pending, ...calendar.spansOf(day)]);
    const settled = (day + 1) * dayMs - furthestAheadMs;
    for (let first = pending[0]; first && first.to < settled; first = pending[0]) {
      pending.shift();
      still = day;
      if (first.to > at) yield first;
    }
    if (day - still <= horizonDays) continue;
    // ordinary weeks bring no change any more: only a special date can
    const [special] = specials;
    const [open] = pending;
    if (special === undefined) {
      if (open) yield { from: open.from, to: Number.POSITIVE_INFINITY };
      return;
    }
    if (special - reachDays > day) {
      day = special - reachDays;
      if (open) open.to = localInstant((day + 1) * dayMs, calendar.zone, 'last');
    }
    still = day;
  }
}

function merged(spans: Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}
