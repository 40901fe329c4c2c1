import type { SlackRefusal } from './operator-of-slack.ts';

/** What somebody in Slack is told who may not act here. */
export const refusalWords: Readonly<Record<SlackRefusal, string>> = {
  unlinked: 'Your Slack account is not linked to a person in Belay yet.',
  guest: 'Guests of this workspace can’t answer visitors: only its full members can.',
  stranger: 'You belong to another workspace: only members of this one can answer visitors.',
  bot: 'Apps can’t answer visitors.',
  deactivated: 'This Slack account was deactivated.',
  no_role: 'Your role in Belay doesn’t let you answer visitors. Ask an admin of your organisation.',
  unchecked: 'Slack could not be asked who you are. Try again in a moment.',
};
