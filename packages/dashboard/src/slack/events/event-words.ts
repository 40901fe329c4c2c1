import type { SlackEvent } from '@belay/contract/desk/slack-settings';

/** The five events as people know them: what each is, and when it fires. */
export const slackEventWords: Record<SlackEvent, { title: string; text: string; when: string }> = {
  new_conversation: {
    title: 'New Conversation',
    text: 'A visitor starts a new chat with your agent.',
    when: 'Fires with the first message that they send.',
  },
  escalation: {
    title: 'Escalation Requested',
    text: 'The visitor or the AI requests a human agent.',
    when: 'Fires when a conversation waits for a person.',
  },
  low_rating: {
    title: 'Low Rating Received',
    text: 'A visitor rates the conversation poorly.',
    when: 'Fires with a thumb down or few stars.',
  },
  lead: {
    title: 'Lead Captured',
    text: 'The agent collects contact information.',
    when: 'Fires when a visitor leaves an e-mail, a phone number or another contact.',
  },
  action: {
    title: 'Action Triggered',
    text: 'A custom Action defined in your agent runs.',
    when: 'Fires when the Action has run, whether it worked or not.',
  },
};
