import type { Reminder } from '@belay/slack/cards/reminder';

/**
 * `slack_post.data` of a `reminder`. It stands while the conversation waits under that escalation:
 * one that is not posted by then is dropped, a posted one is redrawn as settled.
 */
export interface ReminderData {
  /** uuid */
  escalation: string;
  /** of the ladder; 0: people are back */
  n: number;
  step: Reminder['step'];
  /** working minutes since the escalation */
  minutes: number;
}
