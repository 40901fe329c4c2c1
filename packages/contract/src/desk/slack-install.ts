import { z } from 'zod';
import type { SlackInstallationView } from './slack-app.ts';

/**
 * How Add to Slack ended: `?slack=<code>` of the agent's Slack page, with Slack's own word beside it
 * in `slack_error` where there is one. A closed set, because words in an address could be anybody's.
 */
export const slackInstallEnds = [
  'connected',
  'choose_team',
  'access_denied',
  'needs_approval',
  'expired',
  'signed_out',
  'other_browser',
  'other_person',
  'other_workspace',
  'workspace_taken',
  'missing_scope',
  'no_permission',
  'failed',
] as const;
export type SlackInstallEnd = (typeof slackInstallEnds)[number];

/** What each says to the person who comes back. */
export const slackInstallSentences: Record<SlackInstallEnd, string> = {
  connected: 'Slack is connected. Choose the channel that hears of this agent.',
  choose_team:
    'Slack is connected for your whole organisation. Choose the workspace that hears of this agent; where none is listed, an admin has to add the app to one first.',
  access_denied:
    'Nothing was connected, because the request was cancelled in Slack. Add it again when you are ready.',
  needs_approval:
    'Nothing is connected yet: an admin of your Slack workspace or organisation has to approve the app, under Manage Apps. Add it again once that is done.',
  expired:
    'This way to Slack was used already, or took longer than ten minutes. Nothing was connected: add it again.',
  signed_out: 'You were no longer signed in here when Slack sent you back. Add it again.',
  other_browser:
    'Slack came back to another browser or session than the one that began. Nothing was connected: add it again from this one.',
  other_person:
    'Somebody else began to connect Slack. Nothing was connected: add it again as yourself.',
  other_workspace:
    'In Slack another workspace was chosen than the one that was to be connected again. Nothing was changed: add it again, and choose that one at the top right of Slack’s page.',
  workspace_taken:
    'This workspace is connected to another organisation on this server, and it can only belong to one. Disconnect it there first, or use an app of your own.',
  missing_scope:
    'Slack granted too few permissions to post messages. Nothing was connected: add it again and allow what is asked for.',
  no_permission:
    'You may no longer change this agent’s settings, or it was deleted. Nothing was connected.',
  failed: 'Slack did not let the app in. Nothing was connected: add it again in a moment.',
};

/** `POST /v1/agents/{id}/slack/install`; with an installation, no other workspace is accepted. */
export const slackInstallBody = z.strictObject({
  installation_id: z.string().max(60).optional(),
});

/** `GET /v1/agents/{id}/slack/install`: one under way that has not come back yet. */
export interface SlackInstallPending {
  pending: { since: string; until: string } | null;
  /** of a pending one: an admin may have to approve it */
  sentence: string | null;
}

/** `POST /v1/agents/{id}/slack/tokens` and `…/bind`: what stands now. */
export interface SlackConnected {
  installation: SlackInstallationView;
  /** of an organisation's: null until a workspace is chosen */
  team_id: string | null;
}

/** `POST /v1/agents/{id}/slack/disconnect` and `POST /v1/slack/installations/{id}/disconnect`. */
export interface SlackDisconnected {
  /** whether the app was removed from the workspace, too: nothing else used it */
  removed: boolean;
  sentence: string;
}

/** `GET /v1/slack/installations/{id}/teams`: workspaces of an organisation that the app may work in. */
export interface SlackTeamChoice {
  id: string;
  name: string;
}
export interface SlackTeamsPage {
  items: SlackTeamChoice[];
  /** why there are none, in words */
  hint: string | null;
}
