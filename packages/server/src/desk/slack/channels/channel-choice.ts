import type { SlackChannelChoice } from '@belay/contract/desk/slack-channels';
import type { Channel } from '@belay/slack/model';

/** A channel as its picker shows it. */
export function channelChoice({ id, name, ...is }: Channel): SlackChannelChoice {
  return {
    id,
    name,
    is_private: is.isPrivate,
    is_member: is.isMember,
    is_archived: is.isArchived,
    is_shared: is.isShared,
  };
}
