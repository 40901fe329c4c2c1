import type { Reminder } from '@belay/slack/cards/reminder';
import type { CardStanding } from './card-facts.ts';

/** What ended the waiting that a reminder reminds of; null: nothing did. */
export function settledReminder(
  { state, escalation, owner_name, last_owner_name }: CardStanding,
  reminded: string,
): Reminder['settled'] {
  switch (state) {
    case 'waiting':
      // under another escalation: somebody had it in between
      return escalation === reminded ? null : { why: 'claimed', name: last_owner_name ?? '' };
    case 'human':
      return { why: 'claimed', name: owner_name ?? '' };
    case 'closed':
      return { why: 'closed' };
    case 'agent':
      return { why: 'returned' };
  }
}
