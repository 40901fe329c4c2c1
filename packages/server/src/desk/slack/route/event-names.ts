import type { SlackEvent } from '@belay/contract/desk/slack-settings';

/** As the seed names them, and people see them. */
export const eventNames: Readonly<Record<SlackEvent, string>> = {
  new_conversation: 'New Conversation',
  escalation: 'Escalation Requested',
  low_rating: 'Low Rating Received',
  lead: 'Lead Captured',
  action: 'Action Triggered',
};
