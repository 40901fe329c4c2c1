import type { HoursState, WorkingHours } from '@belay/contract/desk/hours';
import { openIntervals } from './open-intervals.ts';

/** Whether people answer at a moment, and until when that holds. No hours: always open. */
export function hoursState(hours: WorkingHours | null, at: Date): HoursState {
  if (hours === null) return { open: true, until: null };
  const [next] = openIntervals(hours, at.getTime());
  if (next === undefined) return { open: false, opens_at: null };
  if (next.from > at.getTime()) return { open: false, opens_at: new Date(next.from).toISOString() };
  return { open: true, until: Number.isFinite(next.to) ? new Date(next.to).toISOString() : null };
}
