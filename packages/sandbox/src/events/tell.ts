import type { View } from '../serve/view.ts';
import type { Change } from '../world/change.ts';
import type { EventTimes, Told } from './event.ts';
import { tellChannelChanged, tellCreated, tellIdChanged, tellMember } from './tell-channel.ts';
import { tellChanged, tellDeleted, tellPin, tellPosted, tellReaction } from './tell-message.ts';
import {
  tellAccess,
  tellEmoji,
  tellFile,
  tellGroup,
  tellHome,
  tellRevoked,
  tellTeam,
  tellUser,
} from './tell-workspace.ts';

/** What the Events API has to say about a change, in Slack's documented shapes. */
export function tell(view: View, change: Change, times: EventTimes): Told[] {
  switch (change.type) {
    case 'message_posted':
      return tellPosted(view, change, times);
    case 'message_changed':
      return tellChanged(view, change, times);
    case 'message_deleted':
      return tellDeleted(view, change, times);
    case 'reaction_added':
    case 'reaction_removed':
      return tellReaction(change, times);
    case 'pin_added':
    case 'pin_removed':
      return tellPin(view, change, times);
    case 'channel_created':
      return tellCreated(view, change, times);
    case 'channel_changed':
      return tellChannelChanged(change, view.world.team.current.id, times);
    case 'channel_id_changed':
      return tellIdChanged(change, times);
    case 'member_joined':
    case 'member_left':
      return tellMember(view, change, times);
    case 'file_created':
    case 'file_changed':
    case 'file_deleted':
    case 'file_shared':
      return tellFile(view, change, times);
    case 'user_added':
    case 'user_changed':
      return tellUser(view, change, times);
    case 'group_created':
    case 'group_changed':
      return tellGroup(view, change, times);
    case 'team_changed':
      return tellTeam(change, times);
    case 'emoji_changed':
      return tellEmoji(change, times);
    case 'team_access_granted':
    case 'team_access_revoked':
      return tellAccess(change, times);
    case 'app_home_opened':
      return tellHome(change, times);
    case 'tokens_revoked':
    case 'app_uninstalled':
      return tellRevoked(change, times);
  }
}
