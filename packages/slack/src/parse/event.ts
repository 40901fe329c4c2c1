import type { Channel, Message, Person } from '../model.ts';

/** Something happened to a message; `ts` and `threadTs` are always the message's own. */
export type MessageEvent =
  | { kind: 'message_posted'; channelId: string; ts: string; message: Message }
  | {
      /** also without a human's edit: an unfurl, a reply to it, a root that became a tombstone */
      kind: 'message_changed';
      channelId: string;
      ts: string;
      message: Message;
      previous?: Message;
    }
  | { kind: 'message_deleted'; channelId: string; ts: string; previous?: Message }
  | {
      /** a root gained a reply; the reply itself arrives on its own */
      kind: 'thread_changed';
      channelId: string;
      ts: string;
      message: Message;
    };

export interface ReactionEvent {
  kind: 'reaction_added' | 'reaction_removed';
  channelId: string;
  /** of the message */
  ts: string;
  userId: string;
  /** without colons */
  emoji: string;
  authorId?: string;
}

/** Slack tells ids only. */
export interface FileEvent {
  kind: 'file';
  change: 'created' | 'shared' | 'unshared' | 'changed' | 'deleted' | 'made_public';
  fileId: string;
  channelId?: string;
  userId?: string;
}

export type ChannelEvent =
  | {
      kind: 'channel';
      change:
        | 'created'
        | 'renamed'
        | 'archived'
        | 'unarchived'
        | 'deleted'
        | 'left'
        | 'opened'
        | 'closed'
        | 'shared'
        | 'unshared'
        | 'history_changed';
      channelId: string;
      /** where the event carries the channel */
      channel?: Channel;
    }
  | { kind: 'channel_id_changed'; channelId: string; newChannelId: string };

export interface MemberEvent {
  kind: 'member_joined' | 'member_left';
  channelId: string;
  userId: string;
}

export interface PersonEvent {
  kind: 'person_joined' | 'person_changed';
  person: Person;
}

export interface GroupEvent {
  kind: 'group_changed';
  groupId: string;
  handle?: string;
  /** undefined where the event doesn't tell */
  isDeleted?: boolean;
}

export type AppEvent =
  | { kind: 'app_uninstalled' }
  /** ids of the users whose tokens were revoked, not the tokens */
  | { kind: 'tokens_revoked'; users: string[]; bots: string[] }
  | { kind: 'team_access'; granted: boolean; teamIds: string[] }
  | { kind: 'grid_migration'; finished: boolean; enterpriseId?: string };

export interface UnsupportedEvent {
  kind: 'unsupported';
  /** Slack's name of it */
  name: string;
  /** `unknown` to us, or `malformed`: a known event without what makes it one */
  reason: 'unknown' | 'malformed';
}

export type SlackEvent =
  | MessageEvent
  | ReactionEvent
  | FileEvent
  | ChannelEvent
  | MemberEvent
  | PersonEvent
  | GroupEvent
  | AppEvent
  | UnsupportedEvent;
