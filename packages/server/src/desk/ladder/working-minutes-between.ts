import type { WorkingHours } from '@belay/contract/desk/hours';
import { openIntervals } from '../hours/open-intervals.ts';

const minuteMs = 60_000;

/** Minutes of working time from one moment to a later one; no hours: all time is working time. */
export function workingMinutesBetween(hours: WorkingHours | null, from: Date, to: Date): number {
  const [first, last] = [from.getTime(), to.getTime()];
  if (hours === null) return Math.max(0, last - first) / minuteMs;
  let ms = 0;
  for (const open of openIntervals(hours, first)) {
    if (open.from >= last) break;
    ms += Math.max(0, Math.min(open.to, last) - Math.max(open.from, first));
  }
  return ms / minuteMs;
}
