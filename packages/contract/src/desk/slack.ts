import { z } from 'zod';
import { email, line } from './text.ts';
import type { AnnouncementKind } from './webhook.ts';

/** The seed's five events, as people choose them (NTF-1). */
export const slackEvents = [
  'new_conversation',
  'escalation',
  'low_rating',
  'lead',
  'action',
] as const;
export type SlackEvent = (typeof slackEvents)[number];

/** What each is on the desk: they hang on the same announcements as webhooks. */
export const announcedAs = {
  new_conversation: 'conversation.started',
  escalation: 'conversation.escalated',
  low_rating: 'rating.low',
  lead: 'lead.captured',
  action: 'action.ran',
} as const satisfies Record<SlackEvent, AnnouncementKind>;

/** As Slack writes them: C0123456789, S0123456789. */
const channel = z.string().regex(/^[CG][A-Z0-9]{2,20}$/, 'an id of a channel, e.g. C0123456789');
const userGroup = z.string().regex(/^S[A-Z0-9]{2,20}$/, 'an id of a user group, e.g. S0123456789');

/** What cards show of a visitor in a channel; the strictest is the last (NTF-7). */
export const slackRedactions = ['none', 'masked', 'no_transcript'] as const;
export const slackLanguages = ['en', 'de', 'es', 'ja'] as const;

const route = z.strictObject({
  enabled: z.boolean(),
  /** null: the default channel */
  channel: channel.nullable(),
});
const on = { enabled: true, channel: null };
const off = { enabled: false, channel: null };

/** Ordered: the first that matches takes the place of the event's own channel. */
export const slackRule = z.strictObject({
  name: line(80),
  when: z.strictObject({
    /** none: any */
    events: z.array(z.enum(slackEvents)).max(slackEvents.length).default([]),
    /** any of them somewhere in the page's address */
    page: z.array(line(200)).max(20).default([]),
    /** any of them among what the visitor said */
    words: z.array(line(80)).max(50).default([]),
    /** of the conversation, e.g. `de` */
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .max(20)
      .default([]),
    hours: z.enum(['open', 'closed']).nullable().default(null),
  }),
  channel,
  /** rings with an escalation's card */
  mention: userGroup.nullable().default(null),
});
export type SlackRule = z.output<typeof slackRule>;

/** Climbed while nobody takes an escalation, by working minutes since it (NTF-6). */
export const ladderStep = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('remind'), after_minutes: z.number().int().min(1).max(10_080) }),
  z.strictObject({
    do: z.literal('mention'),
    after_minutes: z.number().int().min(1).max(10_080),
    user_group: userGroup,
  }),
  z.strictObject({
    do: z.literal('channel'),
    after_minutes: z.number().int().min(1).max(10_080),
    channel,
  }),
  z.strictObject({
    do: z.literal('mail'),
    after_minutes: z.number().int().min(1).max(10_080),
    /** none: the organisation's admins */
    to: z.array(email).max(20).default([]),
  }),
]);
export type LadderStep = z.output<typeof ladderStep>;

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as 09:00');

const fields = {
  /** null: nothing is sent yet */
  default_channel: channel.nullable(),
  events: z.strictObject({
    new_conversation: route,
    escalation: route,
    low_rating: route,
    lead: route,
    action: route,
  }),
  /** receives all enabled events beside where they go */
  catch_all: channel.nullable(),
  rules: z.array(slackRule).max(50),
  /** where escalations go that can't be posted; null: e-mail to the admins */
  fallback_channel: channel.nullable(),
  /** what a channel shows, and in which words; absent: all of it, in English */
  channels: z.record(
    channel,
    z.strictObject({
      redaction: z.enum(slackRedactions).default('none'),
      language: z.enum(slackLanguages).default('en'),
      /** shared with another company, and a person said yes to that */
      shared_confirmed: z.boolean().default(false),
    }),
  ),
  ladder: z.array(ladderStep).max(10),
  /** seconds between a line typed in Slack and the visitor: an edit or a deletion meanwhile counts */
  thread_delay: z.number().int().min(0).max(10),
  /** what was said so far follows in the thread */
  history: z.boolean(),
  digest: z.strictObject({ channel, at: wallTime }).nullable(),
  /** actions (`act_…`) whose runs are not told */
  muted_actions: z.array(z.string().max(60)).max(200),
};

/** `PUT /v1/agents/{id}/slack`: what people decide; applies at once (NTF-1). */
export const slackSettings = z.strictObject({
  default_channel: fields.default_channel.default(null),
  events: fields.events.default({
    new_conversation: off,
    escalation: on,
    low_rating: on,
    lead: off,
    action: off,
  }),
  catch_all: fields.catch_all.default(null),
  rules: fields.rules.default([]),
  fallback_channel: fields.fallback_channel.default(null),
  channels: fields.channels.default({}),
  ladder: fields.ladder.default([
    { do: 'remind', after_minutes: 5 },
    { do: 'remind', after_minutes: 15 },
    { do: 'mail', after_minutes: 30, to: [] },
  ]),
  thread_delay: fields.thread_delay.default(3),
  history: fields.history.default(true),
  digest: fields.digest.default(null),
  muted_actions: fields.muted_actions.default([]),
});
export type SlackSettings = z.output<typeof slackSettings>;

/** What a save was made from, as `GET` told it: 409 where somebody else saved meanwhile. */
export const slackSettingsBody = z.strictObject({
  ...slackSettings.shape,
  version: z.string().max(100).optional(),
});

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

/** A workspace, or an organisation of workspaces, that our app is installed in (INS-3). */
export interface SlackInstallationView {
  id: string;
  team: { id: string; name: string; url: string };
  enterprise: { id: string; name: string | null } | null;
  is_org_wide: boolean;
  state: 'active' | 'revoked' | 'removed';
  reason: string | null;
  bot_user_id: string;
  scopes: string[];
  /** how Slack reaches us */
  delivery: 'http' | 'socket' | 'none';
  /** when it last did */
  heard_at: string | null;
  token_rotates: boolean;
  agents: { id: string; name: string }[];
  connectors: { id: string; name: string }[];
  installed_by: string | null;
  installed_at: string;
}

/** `GET /v1/slack/app`: whose app it is; secrets are never told. */
export interface SlackAppView {
  /** `server`: by environment; `own`: by the form; null: none, tokens are pasted */
  credentials: 'server' | 'own' | null;
  client_id: string | null;
  has_client_secret: boolean;
  has_signing_secret: boolean;
  has_app_token: boolean;
  /** Slack's redirect needs HTTPS: false where our address has none */
  can_add_to_slack: boolean;
  /** why not, in words */
  hint: string | null;
  redirect_url: string;
  request_url: string;
  /** opens Slack's page that makes an app of our manifest */
  create_app_url: string;
  manifest: string;
}
const credential = z.string().trim().min(1).max(500);
/** `PUT /v1/slack/app`; null removes one, absent keeps it. */
export const slackAppBody = z.strictObject({
  client_id: credential.nullable().optional(),
  client_secret: credential.nullable().optional(),
  signing_secret: credential.nullable().optional(),
  app_token: credential.nullable().optional(),
});

/** `POST /v1/agents/{id}/slack/install`: Add to Slack; the browser goes there, and comes back. */
export interface SlackInstallLink {
  url: string;
}
/** `POST /v1/agents/{id}/slack/tokens`: without a public address. */
export const slackTokensBody = z.strictObject({
  token: credential,
  app_token: credential.optional(),
  signing_secret: credential.optional(),
});
/** `POST /v1/agents/{id}/slack/bind`: a workspace that is connected already; `team_id` of an org-wide one. */
export const slackBindBody = z.strictObject({
  installation_id: z.string().max(60),
  team_id: z
    .string()
    .regex(/^T[A-Z0-9]{2,20}$/)
    .optional(),
});
/** `POST /v1/agents/{id}/slack/disconnect`. */
export const slackDisconnectBody = z.strictObject({});
/** `POST /v1/slack/installations/{id}/disconnect`: for all that use it, whose names were shown. */
export const slackRemoveBody = z.strictObject({ confirm: z.literal(true) });

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
export const slackJoinChannelBody = z.strictObject({ channel });
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

/** `GET /v1/agents/{id}/slack`. */
export interface AgentSlackView {
  state: 'not_connected' | 'connected' | 'broken' | 'disconnected';
  /** how it stands, a sentence */
  sentence: string;
  installation: SlackInstallationView | null;
  /** that it is bound to */
  team_id: string | null;
  settings: SlackSettings;
  /** of the settings: goes with what is saved, so that nobody undoes what another chose */
  version: string;
  /** names of the channels in it */
  channels: SlackChannelChoice[];
  /** warn, and don't block (INS-1) */
  checks: { trained: boolean; active: boolean; public: boolean };
  /** what is lacking by feature, because of a scope that was not granted */
  features: { feature: string; works: boolean; missing: { scope: string; gives: string }[] }[];
  problems: SlackProblem[];
  /** what happened lately and was not told since its event is off: a choice, not a fault */
  quiet: SlackProblem[];
  warnings: SlackWarning[];
  parked: number;
  connected_at: string | null;
}
/** How an event may come twice without anything being broken (the seed's Duplicate Notifications). */
export interface SlackWarning {
  kind: 'shared_workspace' | 'event_twice' | 'everyone_can_read' | 'shared_channel';
  sentence: string;
  agents?: { id: string; name: string }[];
  channels?: { id: string; name: string }[];
}

/** `POST /v1/agents/{id}/slack/test`: one message into each route, or into one channel. */
export const slackTestBody = z.strictObject({ channel: channel.optional() });
export interface SlackTestAnswer {
  /** delivery ids; their outcome is in the log within moments */
  items: { delivery_id: string; channel: { id: string; name: string } }[];
}

/** `POST /v1/agents/{id}/slack/why`: where an event would go, or went. */
export const slackWhyBody = z.strictObject({
  event: z.enum(slackEvents),
  page: z.string().max(2000).optional(),
  text: z.string().max(8000).optional(),
  language: z.string().max(20).optional(),
  /** now by default */
  at: z.iso.datetime({ offset: true }).optional(),
});
export interface SlackWhy {
  routes: {
    channel: { id: string; name: string };
    /** e.g. `Rule 2, "Billing": the page holds /billing` */
    because: string;
    mention: string | null;
  }[];
  /** why nothing is sent */
  silent: { trouble: SlackTrouble; sentence: string } | null;
  /** each rule, in order: matched, or the first of its conditions that doesn't hold */
  rules: { name: string; matched: boolean; because: string }[];
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
  channel: channel.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export interface SlackDeliveriesPage {
  items: SlackDelivery[];
  next_cursor: string | null;
}
/** `POST /v1/agents/{id}/slack/replay`: all that is parked, of one channel or all. */
export const slackReplayBody = z.strictObject({ channel: channel.optional() });
export interface SlackReplayAnswer {
  replayed: number;
}

/** Somebody of a workspace and who they are here (TKO-5). */
export interface SlackPersonView {
  installation_id: string;
  user_id: string;
  name: string;
  team: string;
  person: { id: string; name: string } | null;
  how: 'email' | 'hand' | null;
  /** why they can't be linked, in words */
  refused: string | null;
}
/** `POST /v1/slack/link/look` and `POST /v1/slack/link`: by the one-time address that Slack showed. */
export const slackLinkBody = z.strictObject({ token: z.string().max(200) });
/** `POST /v1/slack/people/unlink`: one's own account, or anybody's by who manages the desk. */
export const slackUnlinkBody = z.strictObject({
  installation_id: z.string().max(60),
  user_id: z.string().max(60),
});
export interface SlackLinkPreview {
  slack: { user_id: string; name: string; team: string };
  /** who would be linked: the caller */
  person: { id: string; name: string };
  /** another account that this person is linked to there, and which it would replace */
  replaces: string | null;
}

/** `PUT /v1/desk/availability`: an unavailable operator is not offered and not mentioned. */
export const availabilityBody = z.strictObject({ available: z.boolean() });
export interface Availability {
  available: boolean;
}

/** A line typed in Slack that waits for its author's word; ten minutes (TKO-4). */
export interface HeldLineView {
  id: string;
  conversation_id: string;
  /** the newest version */
  text: string;
  author: { user_id: string; name: string; person_id: string | null };
  reason: string;
  /** why, a sentence */
  sentence: string;
  choices: ('send' | 'keep' | 'take_send' | 'send_leave' | 'steal' | 'reopen_send')[];
  permalink: string | null;
  held_at: string;
  expires_at: string;
}
/** `POST /v1/desk/conversations/{id}/held/{line}`: by its author alone. */
export const heldChoiceBody = z.strictObject({
  choice: z.enum(['send', 'keep', 'take_send', 'send_leave', 'steal', 'reopen_send']),
});

/** A step of the ladder that an escalation climbs (NTF-6); step 0 is its card. */
export interface LadderStepView {
  step: number;
  /** null: the settings changed since, and have no such step any more */
  do: 'card' | LadderStep['do'] | null;
  state: 'waiting' | 'done' | 'skipped' | 'stopped';
  /** null: hours have to open first, and nobody knows when */
  due_at: string | null;
  /** what came of it, a sentence */
  note: string | null;
  done_at: string | null;
}
/** `GET /v1/desk/conversations/{id}/slack`: where it stands in Slack, and what waits there. */
export interface ConversationSlackView {
  /** the oldest first; `home` mirrors the conversation */
  cards: {
    id: string;
    channel: { id: string; name: string };
    home: boolean;
    muted: boolean;
    /** null: it isn't posted yet */
    permalink: string | null;
    /** why nothing reaches that channel */
    trouble: SlackTrouble | null;
  }[];
  held: HeldLineView[];
  /** of the escalation that stands; empty when none does */
  ladder: LadderStepView[];
}
