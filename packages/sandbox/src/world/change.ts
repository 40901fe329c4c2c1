import type { Channel, Message, StoredFile, Team, User, UserGroup } from './model.ts';

/** What happened, as the log keeps it: enough for the Events API to tell it. */
export type Fact =
  | { type: 'team_changed'; before: Team; team: Team }
  | { type: 'user_added'; user: User }
  | { type: 'user_changed'; before: User; user: User }
  | { type: 'channel_created'; channel: Channel }
  | {
      type: 'channel_changed';
      what: 'rename' | 'archive' | 'unarchive' | 'delete' | 'share' | 'unshare' | 'note' | 'kind';
      before: Channel;
      channel: Channel;
      actor: string;
    }
  | { type: 'channel_id_changed'; from: string; channel: Channel }
  | { type: 'member_joined'; channel: Channel; userId: string; inviter?: string }
  | { type: 'member_left'; channel: Channel; userId: string }
  | { type: 'message_posted'; channelId: string; message: Message }
  | { type: 'message_changed'; channelId: string; before: Message; message: Message }
  | { type: 'message_deleted'; channelId: string; before: Message }
  | {
      type: 'reaction_added' | 'reaction_removed';
      channelId: string;
      message: Message;
      userId: string;
      emoji: string;
    }
  | { type: 'file_created' | 'file_changed' | 'file_deleted'; file: StoredFile; userId: string }
  | { type: 'file_shared'; file: StoredFile; channelId: string; userId: string }
  | {
      type: 'pin_added' | 'pin_removed';
      channelId: string;
      message: Message;
      userId: string;
    }
  | { type: 'emoji_changed'; subtype: 'add' | 'remove'; name: string; value?: string }
  | { type: 'group_created'; group: UserGroup }
  | { type: 'group_changed'; before: UserGroup; group: UserGroup }
  | { type: 'tokens_revoked'; appId: string; bot: string[]; oauth: string[] }
  | { type: 'app_uninstalled'; appId: string }
  | { type: 'team_access_granted' | 'team_access_revoked'; teamId: string }
  | { type: 'app_home_opened'; about: Record<string, unknown> };

/** A fact with its place in the log. */
export type Change = Fact & {
  seq: number;
  /** ms */
  at: number;
};
