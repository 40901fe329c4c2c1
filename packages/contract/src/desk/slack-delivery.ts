import { z } from 'zod';
import { type SlackEvent, slackChannel, slackEvents } from './slack-settings.ts';

/** Why something can't be posted, or isn't (NTF-5): the seed's causes and Slack's own. */
export const slackTroubles = [
  'event_off',
  'no_channel',
  'agent_paused',
  'agent_private',
  'not_connected',
  'revoked',
  'missing_scope',
  'not_authorised',
  'needs_approval',
  'not_in_channel',
  'archived',
  'channel_gone',
  'message_gone',
  'restricted',
  'rate_limited',
  'unreachable',
  'unknown_outcome',
  'muted',
  'unfit',
] as const;
export type SlackTrouble = (typeof slackTroubles)[number];

/** One button that mends it, where one can. */
export type SlackRemedy =
  | { do: 'join'; channel: string }
  | { do: 'reinstall' }
  | { do: 'choose_channel' }
  | { do: 'enable_event'; event: SlackEvent }
  | { do: 'publish_agent' }
  | { do: 'resume_agent' }
  | { do: 'replay' };

/** Something that is wrong, since when, and what mends it. */
export interface SlackProblem {
  trouble: SlackTrouble;
  /** what is wrong, a sentence */
  what: string;
  /** what to do, a sentence */
  remedy: string;
  fix: SlackRemedy | null;
  channel: { id: string; name: string } | null;
  /** Slack's own word for it */
  slack_error: string | null;
  since: string;
  /** posts that wait for it */
  parked: number;
}

/** One message of ours in Slack, or one that should be there: the delivery log (NTF-5). */
export interface SlackDelivery {
  id: string;
  kind:
    | 'card'
    | 'event'
    | 'history'
    | 'line'
    | 'reminder'
    | 'assigned'
    | 'summary'
    | 'test'
    | 'digest';
  event: SlackEvent | null;
  conversation: { id: string; number: number } | null;
  channel: { id: string; name: string };
  state: 'waiting' | 'sending' | 'posted' | 'parked' | 'dropped';
  /** of what is parked or dropped */
  trouble: SlackTrouble | null;
  /** what happened, a sentence */
  sentence: string;
  because: string | null;
  remedy: string | null;
  slack_error: string | null;
  attempts: number;
  next_attempt_at: string | null;
  /** to the message */
  permalink: string | null;
  created_at: string;
  posted_at: string | null;
}
/** `GET /v1/agents/{id}/slack/deliveries`, the newest first. */
export const slackDeliveriesQuery = z.object({
  state: z.enum(['waiting', 'posted', 'parked', 'dropped']).optional(),
  event: z.enum(slackEvents).optional(),
  channel: slackChannel.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export interface SlackDeliveriesPage {
  items: SlackDelivery[];
  next_cursor: string | null;
}
/** `POST /v1/agents/{id}/slack/replay`: all that is parked, of one channel or all. */
export const slackReplayBody = z.strictObject({ channel: slackChannel.optional() });

export interface SlackReplayAnswer {
  replayed: number;
}

/** `POST /v1/agents/{id}/slack/test`: one message into each route, or into one channel. */
export const slackTestBody = z.strictObject({ channel: slackChannel.optional() });

export interface SlackTestAnswer {
  /** delivery ids; their outcome is in the log within moments */
  items: { delivery_id: string; channel: { id: string; name: string } }[];
}
