import type { DeskTx } from '../conversation/state/desk-transaction.ts';
import { type Standing, settingsOf } from '../conversation/state/standing.ts';
import { workingMinutesBetween } from './working-minutes-between.ts';

/** Whole minutes of working time since a conversation's escalation. */
export function minutesWaited({ now }: DeskTx, standing: Standing): number {
  const since = standing.escalated_at ?? now;
  return Math.round(workingMinutesBetween(settingsOf(standing).hours, since, now));
}
