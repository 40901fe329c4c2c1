import type { HoursPreview, WorkingHours } from '@belay/contract/desk/hours';
import { hoursState } from './hours-state.ts';
import { openIntervals } from './open-intervals.ts';

/** So many say how a week goes on, over a holiday too. */
const mostComing = 8;

/** What hours mean at a moment, and when it is open from then on. */
export function hoursPreview(hours: WorkingHours | null, at: Date): HoursPreview {
  const coming: HoursPreview['coming'] = [];
  for (const { from, to } of hours === null ? [] : openIntervals(hours, at.getTime())) {
    if (coming.length === mostComing) break;
    coming.push({
      from: new Date(from).toISOString(),
      to: Number.isFinite(to) ? new Date(to).toISOString() : null,
    });
  }
  return { state: hoursState(hours, at), coming };
}
