import type { AgentSettings } from '@belay/contract/desk/agent';
import { addWorkingMinutes } from '../../hours/add-working-minutes.ts';
import { hoursState } from '../../hours/hours-state.ts';

export interface QuietClock {
  /** the conversation goes back to the queue; null: the team never works again */
  due: Date | null;
  /** half of the time is over: colleagues may take it */
  warnAt: Date | null;
}

/** How long an owner may be silent from a moment on, in working minutes (TKO-6). */
export function quietClock(
  { hours, quiet_minutes }: Pick<AgentSettings, 'hours' | 'quiet_minutes'>,
  from: Date,
): QuietClock {
  return {
    due: addWorkingMinutes(hours, from, quiet_minutes),
    warnAt: addWorkingMinutes(hours, from, quiet_minutes / 2),
  };
}

/** Whether people are there, as parameters of a fixed line: never more than is true. */
export function hoursParams(
  { hours }: Pick<AgentSettings, 'hours'>,
  at: Date,
): { open: boolean; params: Record<string, string> } {
  const state = hoursState(hours, at);
  const moment = state.open ? state.until : state.opens_at;
  if (moment === null) return { open: state.open, params: {} };
  const zone = hours?.zone ?? 'UTC';
  return {
    open: state.open,
    params: state.open ? { until: moment, zone } : { opens_at: moment, zone },
  };
}
