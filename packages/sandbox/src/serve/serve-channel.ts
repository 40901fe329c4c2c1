import type { Channel, Note } from '../world/model.ts';
import type { View } from './view.ts';

type Json = Record<string, unknown>;

const seconds = (ms: number) => Math.floor(ms / 1000);

const note = ({ value, creator, setAt }: Note): Json => ({
  value,
  creator,
  last_set: seconds(setAt),
});

/** The conversation object. */
export function serveChannel(view: View, channel: Channel): Json {
  const isMember = view.userId !== undefined && channel.members.includes(view.userId);
  if (channel.kind === 'im')
    return {
      id: channel.id,
      created: seconds(channel.created),
      is_archived: false,
      is_im: true,
      is_org_shared: false,
      context_team_id: view.world.team.current.id,
      updated: channel.updated,
      user: channel.members.find((member) => member !== view.userId) ?? view.userId,
      is_user_deleted: false,
      priority: 0,
    };
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    created: seconds(channel.created),
    is_archived: channel.isArchived,
    is_general: channel.isGeneral,
    is_frozen: false,
    unlinked: 0,
    is_shared: channel.isExtShared,
    is_org_shared: false,
    is_ext_shared: channel.isExtShared,
    is_pending_ext_shared: false,
    pending_shared: [],
    context_team_id: view.world.team.current.id,
    shared_team_ids: [view.world.team.current.id],
    parent_conversation: null,
    updated: channel.updated,
    creator: channel.creator,
    is_member: isMember,
    topic: note(channel.topic),
    purpose: note(channel.purpose),
    previous_names: channel.previousNames,
    num_members: channel.members.length,
  };
}
