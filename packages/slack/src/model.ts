/** What Slack says, in our own words. Everything past this package sees these types only. */

/** An interval on Slack's clock, in ms since the epoch: the thing was true somewhere in [lo, hi]. */
export interface Interval {
  lo: number;
  hi: number;
}

/** Who owns the token: `auth.test` and, where granted, `team.info`. */
export interface WorkspaceIdentity {
  teamId: string;
  /** the subdomain of slack.com, e.g. `acme-corp` */
  domain: string;
  name: string;
  url: string;
  enterpriseId?: string;
  botUserId?: string;
  /** what people type after @ */
  botName?: string;
  botId?: string;
  appId?: string;
  /** granted scopes, from the `x-oauth-scopes` header; undefined when the server doesn't say */
  scopes?: string[];
}

export interface Channel {
  id: string;
  name: string;
  isPrivate: boolean;
  isArchived: boolean;
  isMember: boolean;
  /** im or mpim: never followed unless asked */
  isDirect: boolean;
  isShared: boolean;
  previousNames: string[];
}

export interface Person {
  id: string;
  teamId?: string;
  /** what people call them: display name, else real name, else user name */
  name: string;
  email?: string;
  isBot: boolean;
  isDeleted: boolean;
}

export interface Reaction {
  /** Slack's name without colons, e.g. `thumbsup::skin-tone-2` */
  emoji: string;
  count: number;
  /** may be shorter than count: Slack truncates */
  users: string[];
}

export interface SlackFile {
  id: string;
  name: string;
  title?: string;
  mimetype: string;
  filetype?: string;
  size: number;
  /** hosted, external, snippet, post, tombstone, hidden_by_limit, file_access, … */
  mode: string;
  urlPrivate?: string;
  /** ms since the epoch */
  created: number;
  userId?: string;
  /** text that Slack itself inlines (snippets) */
  preview?: string;
}

/**
 * A message as one answer or event shows it. `kind` says how to treat it:
 * `content` a person or bot said something; `tombstone` a deleted root whose replies remain;
 * `withheld` Slack refuses the text (ekm_access_denied); `housekeeping` joins, topics and the like.
 */
export interface Message {
  /** the message id, "seconds.sequence"; a string, never a number */
  ts: string;
  /** set on replies and on roots with replies */
  threadTs?: string;
  kind: 'content' | 'tombstone' | 'withheld' | 'housekeeping';
  subtype?: string;
  author: {
    userId?: string;
    botId?: string;
    appId?: string;
    teamId?: string;
    /** a name the message itself carries (bots, Connect) */
    name?: string;
  };
  /** raw mrkdwn */
  text: string;
  blocks: unknown[];
  attachments: unknown[];
  files: SlackFile[];
  reactions: Reaction[];
  edited?: { userId?: string; ts: string };
  /** only on roots */
  thread?: { replyCount: number; latestReply?: string; replyUsersCount: number };
  /** a reply that was also sent to the channel */
  isBroadcast: boolean;
}

/** One answered page. `read` is when, on Slack's clock, what it says was true. */
export interface Page {
  messages: Message[];
  hasMore: boolean;
  /** only valid for the bounds it was minted with, and for minutes; never stored */
  cursor?: string;
  /** a free-plan workspace hides older messages */
  isLimited: boolean;
  read: Interval;
}

/** What a name book knows, for readable text (MAP-7). Unknown ids give undefined. */
export interface NameBook {
  person(id: string): string | undefined;
  channel(id: string): string | undefined;
  group(id: string): string | undefined;
}
