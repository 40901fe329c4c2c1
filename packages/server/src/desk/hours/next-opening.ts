import type { WorkingHours } from '@belay/contract/desk/hours';
import { openIntervals } from './open-intervals.ts';

/** The first moment from `at` on at which people answer; `at` itself if they do; null: never. */
export function nextOpening(hours: WorkingHours | null, at: Date): Date | null {
  if (hours === null) return at;
  const [next] = openIntervals(hours, at.getTime());
  return next === undefined ? null : new Date(Math.max(next.from, at.getTime()));
}
