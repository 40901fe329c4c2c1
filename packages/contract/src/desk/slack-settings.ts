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
export const slackChannel = z
  .string()
  .regex(/^[CG][A-Z0-9]{2,20}$/, 'an id of a channel, e.g. C0123456789');
const userGroup = z.string().regex(/^S[A-Z0-9]{2,20}$/, 'an id of a user group, e.g. S0123456789');

/** What cards show of a visitor in a channel; the strictest is the last (NTF-7). */
export const slackRedactions = ['none', 'masked', 'no_transcript'] as const;
export const slackLanguages = ['en', 'de', 'es', 'ja'] as const;

const route = z.strictObject({
  enabled: z.boolean(),
  /** null: the default channel */
  channel: slackChannel.nullable(),
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
  channel: slackChannel,
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
    channel: slackChannel,
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
  default_channel: slackChannel.nullable(),
  events: z.strictObject({
    new_conversation: route,
    escalation: route,
    low_rating: route,
    lead: route,
    action: route,
  }),
  /** receives all enabled events beside where they go */
  catch_all: slackChannel.nullable(),
  rules: z.array(slackRule).max(50),
  /** where escalations go that can't be posted; null: e-mail to the admins */
  fallback_channel: slackChannel.nullable(),
  /** what a channel shows, and in which words; absent: all of it, in English */
  channels: z.record(
    slackChannel,
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
  digest: z.strictObject({ channel: slackChannel, at: wallTime }).nullable(),
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
