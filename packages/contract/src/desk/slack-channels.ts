import { z } from 'zod';
import { slackChannel } from './slack-settings.ts';

/** What a channel's picker shows. */
export interface SlackChannelChoice {
  id: string;
  name: string;
  /** false: everyone in the workspace can read it */
  is_private: boolean;
  is_member: boolean;
  is_archived: boolean;
  /** with another company: asks first */
  is_shared: boolean;
}
/** `POST /v1/agents/{id}/slack/channels`: a name, part of one, an id, or a pasted link. */
export const slackChannelsBody = z.strictObject({
  query: z.string().max(300).default(''),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(200).default(50),
});
export interface SlackChannelsPage {
  items: SlackChannelChoice[];
  total: number;
  /** why the list is short, in words: private channels that the bot is not in, a missing scope */
  hint: string | null;
}
/** `POST /v1/agents/{id}/slack/channels/create`. */
export const slackCreateChannelBody = z.strictObject({
  name: z
    .string()
    .trim()
    .toLowerCase()
    .regex(
      /^[\p{Ll}\p{Lm}\p{Lo}\p{M}\p{N}_-]{1,80}$/u,
      'small letters, digits, - and _, at most 80',
    ),
  private: z.boolean().default(false),
});
/** `POST /v1/agents/{id}/slack/channels/join`: a public one, or word that a person let the bot in. */
export const slackJoinChannelBody = z.strictObject({ channel: slackChannel });
export interface SlackUserGroup {
  id: string;
  handle: string;
  name: string;
}
/** `GET /v1/agents/{id}/slack/user-groups`. */
export interface SlackUserGroups {
  items: SlackUserGroup[];
  /** why there are none, in words */
  hint: string | null;
}
