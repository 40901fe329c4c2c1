/** The sandbox's own words for what a workspace holds; Slack's JSON is made in `serve/`. */

export interface Team {
  id: string;
  domain: string;
  name: string;
  enterpriseId?: string;
  enterpriseName?: string;
}

export interface User {
  id: string;
  /** another team's id for Slack Connect guests */
  teamId: string;
  name: string;
  realName: string;
  displayName: string;
  email?: string;
  title?: string;
  statusText?: string;
  statusEmoji?: string;
  tz: string;
  /** which language they read Slack in, e.g. `de-DE` */
  locale?: string;
  /** the address of their profile picture */
  picture?: string;
  isBot: boolean;
  isDeleted: boolean;
  isAdmin: boolean;
  isRestricted: boolean;
  /** a guest of one channel; such ones are restricted, too */
  isUltraRestricted?: boolean;
  /** default: whoever has an address has confirmed it */
  isEmailConfirmed?: boolean;
  /** a Connect guest that shares no channel with us */
  isStranger: boolean;
  botId?: string;
  appId?: string;
  /** ms */
  updated: number;
}

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim';

export interface Note {
  value: string;
  creator: string;
  /** ms; 0 when never set */
  setAt: number;
}

export interface Channel {
  id: string;
  name: string;
  kind: ChannelKind;
  creator: string;
  /** ms */
  created: number;
  /** ms */
  updated: number;
  isArchived: boolean;
  isDeleted: boolean;
  isGeneral: boolean;
  /** shared with another organisation */
  isExtShared: boolean;
  /** only admins may post: apps may not */
  isAdminOnly?: boolean;
  topic: Note;
  purpose: Note;
  previousNames: readonly string[];
  members: readonly string[];
}

export interface Reaction {
  name: string;
  users: readonly string[];
}

export interface Message {
  ts: string;
  userId?: string;
  botId?: string;
  appId?: string;
  /** set on replies only; a root's is computed from its replies */
  threadTs?: string;
  subtype?: string;
  isBroadcast?: boolean;
  text: string;
  blocks?: readonly unknown[];
  attachments?: readonly unknown[];
  fileIds?: readonly string[];
  reactions: readonly Reaction[];
  edited?: { userId: string; ts: string };
  metadata?: { event_type: string; event_payload: Record<string, unknown> };
  username?: string;
  icons?: Record<string, string>;
  /** further members as Slack would serve them (`topic`, `inviter`, `room`, …) */
  extra?: Record<string, unknown>;
}

export type FileMode =
  | 'hosted'
  | 'snippet'
  | 'external'
  | 'tombstone'
  | 'hidden_by_limit'
  | 'file_access';

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  mimetype: string;
  filetype: string;
  mode: FileMode;
  size: number;
  userId: string;
  /** ms */
  created: number;
  /** where it was shared: channel and message */
  shares: readonly { channelId: string; ts: string }[];
  /** snippets: the first lines, inline */
  preview?: string;
  /** mode external */
  externalUrl?: string;
}

export interface UserGroup {
  id: string;
  handle: string;
  name: string;
  users: readonly string[];
  isDisabled: boolean;
  /** ms */
  updated: number;
}

export interface Pin {
  channelId: string;
  ts: string;
  userId: string;
  /** ms */
  created: number;
}

/** An app installed in the workspace: what its tokens stand for. */
export interface App {
  id: string;
  name: string;
  botId: string;
  botUserId: string;
  /** installed for a whole organisation */
  isOrgInstall?: boolean;
  /** an admin let the org-wide app into this workspace */
  isGranted?: boolean;
}

export interface Token {
  value: string;
  kind: 'bot' | 'user' | 'app';
  appId: string;
  userId: string;
  scopes: readonly string[];
  /** the error that it earns (`token_revoked`, `account_inactive`, `token_expired`, …) */
  failure?: string;
  /** ms; rotating tokens answer `token_expired` from then on */
  expiresAt?: number;
  /** of an org-wide installation */
  isOrg?: boolean;
  /** it came by somebody's consent, not by a script */
  isConsented?: boolean;
}
