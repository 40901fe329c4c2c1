import type { WorkingHours } from '@belay/contract/desk/hours';
import type { LadderStep } from '@belay/contract/desk/slack-settings';
import { addWorkingMinutes } from '../hours/add-working-minutes.ts';
import { hoursState } from '../hours/hours-state.ts';
import { nextOpening } from '../hours/next-opening.ts';

/** What an escalation climbs by. */
export interface Ladder {
  steps: readonly Pick<LadderStep, 'after_minutes'>[];
  hours: WorkingHours | null;
  /** the escalation */
  since: Date;
}

/** What was due so shortly before the team went home is still done. */
const lateMs = 5 * 60_000;

/**
 * When each step is due, step 0 first: when people are there, then by working minutes. Null: never.
 * What was missed while nobody is there waits for the next opening. Pure.
 */
export function ladderTimes({ steps, hours, since }: Ladder, now: Date): (Date | null)[] {
  const isOpen = hoursState(hours, now).open;
  const wanted = [
    nextOpening(hours, since),
    ...steps.map(({ after_minutes }) => addWorkingMinutes(hours, since, after_minutes)),
  ];
  return wanted.map((at) =>
    at === null || isOpen || at.getTime() > now.getTime() - lateMs ? at : nextOpening(hours, now),
  );
}
