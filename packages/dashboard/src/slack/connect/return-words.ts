import type { ReturnCode } from './return-search.ts';

interface ReturnWords {
  tone: 'ok' | 'warn' | 'bad';
  title: string;
  text: string;
  /** trying once more can help */
  again: boolean;
}

export const returnWords: Record<ReturnCode, ReturnWords> = {
  connected: {
    tone: 'ok',
    title: 'Slack is connected',
    text: 'Select a default notification channel, then save.',
    again: false,
  },
  access_denied: {
    tone: 'warn',
    title: 'Nothing was connected: somebody pressed Cancel in Slack',
    text: 'Belay needs the permissions that Slack showed. Press Add to Slack again, then Allow.',
    again: true,
  },
  needs_approval: {
    tone: 'warn',
    title: 'An admin of your Slack workspace has to approve the app',
    text: 'Slack has told them, or you can: they find it under Slack Admin, Manage Apps. On Enterprise Grid the organisation approves it first. Then press Add to Slack again.',
    again: true,
  },
  expired: {
    tone: 'warn',
    title: 'That took too long',
    text: 'For safety a request to connect holds for ten minutes, and once. Press Add to Slack again.',
    again: true,
  },
  other_browser: {
    tone: 'warn',
    title: 'Slack came back to another browser',
    text: 'Press Add to Slack here, and allow it in this browser.',
    again: true,
  },
  other_person: {
    tone: 'warn',
    title: 'Somebody else was signed in when it began',
    text: 'Whoever presses Add to Slack has to finish it. Press it again as yourself.',
    again: true,
  },
  workspace_taken: {
    tone: 'bad',
    title: 'Another organisation here uses that workspace',
    text: 'A Slack workspace belongs to one organisation of this server. Disconnect it there, or choose another workspace.',
    again: true,
  },
  missing_scope: {
    tone: 'bad',
    title: 'Slack granted less than Belay needs',
    text: 'Without these permissions nothing can be posted. Press Add to Slack again and allow all that Slack shows; an admin may have to approve them.',
    again: true,
  },
  no_permission: {
    tone: 'bad',
    title: 'You may not connect Slack for this agent',
    text: 'Ask an admin or owner of your organisation to do it.',
    again: false,
  },
  failed: {
    tone: 'bad',
    title: 'Slack could not be connected',
    text: 'Nothing was changed. Try again in a moment.',
    again: true,
  },
};
