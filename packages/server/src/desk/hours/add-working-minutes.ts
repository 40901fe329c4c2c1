import type { WorkingHours } from '@belay/contract/desk/hours';
import { openIntervals } from './open-intervals.ts';

const minuteMs = 60_000;

/**
 * The moment at which so many minutes of working time have passed since `from`; no hours: all time
 * is working time. Null: never, as it never opens for so long again.
 */
export function addWorkingMinutes(
  hours: WorkingHours | null,
  from: Date,
  minutes: number,
): Date | null {
  let left = minutes * minuteMs;
  if (hours === null || left <= 0) return new Date(from.getTime() + Math.max(left, 0));
  for (const open of openIntervals(hours, from.getTime())) {
    const begin = Math.max(open.from, from.getTime());
    if (open.to - begin >= left) return new Date(begin + left);
    left -= open.to - begin;
  }
  return null;
}
