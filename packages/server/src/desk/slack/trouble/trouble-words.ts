import type { SlackRemedy, SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type { SlackEvent } from '@belay/contract/desk/slack-settings';
import { eventNames } from '../route/event-names.ts';

/** What a trouble is about, as far as it is known. */
export interface TroubleAbout {
  channel?: { id: string; name: string; isPrivate?: boolean } | null;
  event?: SlackEvent | null;
  /** Slack's own word */
  slackError?: string | null;
  /** a permission that is lacking */
  scope?: string | null;
}

export interface TroubleWords {
  /** what is wrong, a sentence */
  what: string;
  /** what to do, a sentence */
  remedy: string;
  /** the one button that mends it */
  fix: SlackRemedy | null;
}

type Say = (about: TroubleAbout) => TroubleWords;

const words: Readonly<Record<SlackTrouble, Say>> = {
  event_off: ({ event }) => ({
    what: `${event ? eventNames[event] : 'The event'} is switched off, so nothing is sent.`,
    remedy: 'Switch it on under Notification Events.',
    fix: event ? { do: 'enable_event', event } : null,
  }),
  no_channel: ({ event }) => ({
    what: `No channel is chosen${event ? ` for ${eventNames[event]}` : ''}, so nothing is sent.`,
    remedy: 'Choose a default notification channel, or one for each event that is on.',
    fix: { do: 'choose_channel' },
  }),
  agent_paused: () => ({
    what: 'The agent is paused: it begins no conversations, and nothing of it is told.',
    remedy: 'Resume the agent.',
    fix: { do: 'resume_agent' },
  }),
  agent_private: () => ({
    what: 'The agent is not public: visitors can’t reach it, and nothing of it is told.',
    remedy: 'Set the agent to Public.',
    fix: { do: 'publish_agent' },
  }),
  not_connected: () => ({
    what: 'Slack is not connected to this agent.',
    remedy: 'Add it to Slack. What was chosen before is kept.',
    fix: { do: 'reinstall' },
  }),
  revoked: () => ({
    what: 'The app was removed from the workspace, or its token was revoked: nothing can be sent.',
    remedy: 'Add it to Slack again; routes and threads are kept, and what is parked goes out.',
    fix: { do: 'reinstall' },
  }),
  missing_scope: ({ scope }) => ({
    what: `The app lacks ${scope ? `the permission ${scope}` : 'a permission'} at Slack.`,
    remedy:
      'Connect Slack again and allow what is asked for. You need the right to install apps there; otherwise ask an admin of the workspace.',
    fix: { do: 'reinstall' },
  }),
  not_authorised: ({ slackError }) => ({
    what: `Slack doesn’t accept the app here any more${said(slackError)}.`,
    remedy:
      'Connect Slack again as somebody who may install apps in this workspace, or ask one of its admins to.',
    fix: { do: 'reinstall' },
  }),
  needs_approval: ({ slackError }) => ({
    what: `The app waits for an approval at Slack${said(slackError)}.`,
    remedy:
      'Ask an admin to approve it in Slack under Manage Apps; on Enterprise Grid the organisation approves it for this workspace first. Then send what is parked.',
    fix: { do: 'replay' },
  }),
  not_in_channel: ({ channel }) =>
    channel?.isPrivate === true
      ? {
          what: `The app is not in ${named(channel)}, which is private.`,
          remedy: `Type /invite and the app’s name in ${named(channel)}; it goes on as soon as Slack tells us, or by this button.`,
          fix: { do: 'join', channel: channel.id },
        }
      : {
          what: `The app is not in ${named(channel)}, and may not post there from outside.`,
          remedy: `Let it join, or type /invite and its name in ${named(channel)}.`,
          fix: channel ? { do: 'join', channel: channel.id } : null,
        },
  archived: ({ channel }) => ({
    what: `${named(channel)} is archived: nobody can post there.`,
    remedy: 'Unarchive it in Slack, or choose another channel.',
    fix: { do: 'choose_channel' },
  }),
  channel_gone: ({ channel }) => ({
    what: `${named(channel)} was deleted, or became private without the app in it.`,
    remedy: 'Choose another channel. If it still exists, type /invite and the app’s name in it.',
    fix: { do: 'choose_channel' },
  }),
  message_gone: ({ channel }) => ({
    what: `The message was deleted in ${named(channel)}.`,
    remedy: 'Nothing has to be done: the conversation is here, with all that was said.',
    fix: null,
  }),
  restricted: ({ channel, slackError }) => ({
    what: `${named(channel)} doesn’t let the app post${said(slackError)}.`,
    remedy: 'Allow it in the channel’s posting permissions, or choose another channel.',
    fix: { do: 'choose_channel' },
  }),
  rate_limited: () => ({
    what: 'Slack asks us to slow down.',
    remedy: 'Nothing has to be done: it goes on by itself, in order.',
    fix: null,
  }),
  unreachable: () => ({
    what: 'Slack can’t be reached at the moment.',
    remedy:
      'Nothing has to be done if it passes; it is tried again by itself. See status.slack.com.',
    fix: null,
  }),
  unknown_outcome: ({ channel }) => ({
    what: `Slack never said whether the message was posted, and it could not be looked for in ${named(channel)}.`,
    remedy: `Look into ${named(channel)}: if it is missing there, send it again.`,
    fix: { do: 'replay' },
  }),
  muted: ({ event }) =>
    event === 'action'
      ? {
          what: 'Runs of this action are muted, so they are not told.',
          remedy: 'Unmute the action on this page.',
          fix: null,
        }
      : {
          what: 'The card of this conversation was deleted twice, so this channel hears no more of it.',
          remedy: 'Nothing has to be done: the conversation is here, and escalations go elsewhere.',
          fix: null,
        },
  unfit: ({ slackError }) => ({
    what: `Slack didn’t take the message as it was${said(slackError)}.`,
    remedy: 'Please report this with that word. Nothing else is held up by it.',
    fix: null,
  }),
};

/** A trouble in words, for health page, log, `/belay doctor` and mails: said the same everywhere. */
export function troubleWords(trouble: SlackTrouble, about: TroubleAbout = {}): TroubleWords {
  const said = words[trouble](about);
  return { ...said, what: said.what.charAt(0).toUpperCase() + said.what.slice(1) };
}

function named(channel: TroubleAbout['channel']): string {
  return channel ? `#${channel.name}` : 'the channel';
}

function said(slackError: string | null | undefined): string {
  return slackError ? ` (Slack says ${slackError})` : '';
}
