import type { TeamWords } from './team-words.ts';

export const en: TeamWords = {
  anonymous: 'Anonymous Visitor',
  waits: {
    subject: '{agent}: {who} waits for a person (#{number})',
    text: '{who} asked {agent} for a person and is waiting. Nobody has taken conversation #{number} yet.',
    since:
      '{who} asked {agent} for a person and has been waiting for {minutes} min of your working hours. Nobody has taken conversation #{number} yet.',
    take: 'Take it over here:',
  },
  untold: {
    subject: 'A visitor of {agent} waits for a person',
    text: 'Conversation #{number} waits for a person, and Slack can’t be told. {why}',
  },
  troubles: {
    event_off: 'The event is switched off. Switch it on under Notification Events.',
    no_channel: 'No channel is chosen. Choose one on the agent’s Slack page.',
    agent_paused: 'The agent is paused. Resume it.',
    agent_private: 'The agent is not public. Set it to Public.',
    not_connected:
      'Slack is not connected to this agent. Add it to Slack: what was chosen before is kept.',
    revoked:
      'The app was removed from the workspace, or its token was revoked. Add it to Slack again: routes and threads are kept.',
    missing_scope:
      'The app lacks a permission at Slack. Connect Slack again and allow what is asked for, or ask an admin of the workspace to.',
    not_authorised:
      'Slack doesn’t accept the app any more. Connect Slack again as somebody who may install apps there, or ask one of its admins to.',
    needs_approval:
      'The app waits for an approval at Slack. An admin has to approve it in Slack under Manage Apps.',
    not_in_channel:
      'The app is not in the channel, and may not post there from outside. Type /invite and its name there.',
    archived: 'The channel is archived. Unarchive it in Slack, or choose another one.',
    channel_gone:
      'The channel was deleted, or became private without the app in it. Choose another one.',
    message_gone: 'The message was deleted in Slack.',
    restricted:
      'The channel doesn’t let the app post. Allow it in the channel’s posting permissions, or choose another one.',
    rate_limited: 'Slack asks us to slow down. It goes on by itself.',
    unreachable:
      'Slack can’t be reached at the moment. It is tried again by itself; see status.slack.com.',
    unknown_outcome: 'Slack never said whether the message was posted. Look into the channel.',
    muted: 'The card of this conversation was deleted twice, so its channel hears no more of it.',
    unfit: 'Slack didn’t take the message. Please report this.',
  },
  lost: {
    subject: 'Slack no longer hears of {agents}',
    text: '{why}\n\nUntil then nothing about {agents} is posted in {team}. What happens meanwhile waits, and is listed in the delivery log.',
  },
  losses: {
    uninstalled: 'The app was removed from the workspace in Slack.',
    revoked: 'The bot token was revoked in Slack.',
    either: 'The app was removed from the workspace in Slack, or its token was revoked.',
    not_renewed: 'Slack no longer renews this app’s token.',
    bad_credentials:
      'Slack no longer renews this app’s token, because the app’s Client ID or Client Secret here is wrong.',
  },
  mends: {
    add: 'Add the app to Slack again: routes and threads stay.',
    paste: 'Install the app there again, then store its new bot token here.',
    credentials: 'Mend it under Settings → Slack, then add the app to Slack again.',
  },
};
