import { serveUser } from '../serve/serve-user.ts';
import type { View } from '../serve/view.ts';
import type { UserGroup } from '../world/model.ts';
import type { EventTimes, Told } from './event.ts';
import type { ChangeOf } from './tell-message.ts';

type Inner = Record<string, unknown>;

const told = (type: string, more: Inner, event_ts: string, channelId?: string): Told => ({
  name: type,
  event: { type, ...more, event_ts },
  ...(channelId === undefined ? {} : { channelId }),
});

/** File events carry ids only: what the file is, `files.info` says. */
export function tellFile(
  view: View,
  change: ChangeOf<'file_created' | 'file_changed' | 'file_deleted' | 'file_shared'>,
  times: EventTimes,
): Told[] {
  const { file, userId, type } = change;
  const event_ts = times.next(change.at);
  const ids = { file_id: file.id, user_id: userId, file: { id: file.id } };
  // before it is shared, only its owner sees a file
  const seenIn = file.shares[0]?.channelId;
  switch (type) {
    case 'file_created':
      return view.world.users.get(userId)?.current.appId
        ? [told('file_created', ids, event_ts)]
        : [];
    case 'file_shared':
      return [
        told('file_shared', { ...ids, channel_id: change.channelId }, event_ts, change.channelId),
      ];
    case 'file_changed':
      return [told('file_change', ids, event_ts, seenIn)];
    case 'file_deleted': {
      const channel_ids = file.shares.map((share) => share.channelId);
      return [told('file_deleted', { file_id: file.id, channel_ids }, event_ts, seenIn)];
    }
  }
}

export function tellUser(
  view: View,
  change: ChangeOf<'user_added' | 'user_changed'>,
  times: EventTimes,
): Told[] {
  const user = serveUser(view, change.user);
  const event_ts = times.next(change.at);
  const cache_ts = Math.floor(change.at / 1000);
  if (change.type === 'user_added') return [told('team_join', { user, cache_ts }, event_ts)];
  const { before, user: after } = change;
  const isStatus =
    before.statusText !== after.statusText || before.statusEmoji !== after.statusEmoji;
  return [
    told('user_change', { user, cache_ts }, event_ts),
    told('user_profile_changed', { user, cache_ts }, event_ts),
    ...(isStatus ? [told('user_status_changed', { user, cache_ts }, event_ts)] : []),
  ];
}

const serveGroup = (view: View, group: UserGroup): Inner => ({
  id: group.id,
  team_id: view.world.team.current.id,
  is_usergroup: true,
  is_subteam: true,
  name: group.name,
  description: '',
  handle: group.handle,
  is_external: false,
  auto_provision: false,
  created_by: group.users[0] ?? 'USLACKBOT',
  date_create: Math.floor(group.updated / 1000),
  date_update: Math.floor(group.updated / 1000),
  date_delete: group.isDisabled ? Math.floor(group.updated / 1000) : 0,
  users: group.users,
  user_count: group.users.length,
});

export function tellGroup(
  view: View,
  change: ChangeOf<'group_created' | 'group_changed'>,
  times: EventTimes,
): Told[] {
  const event_ts = times.next(change.at);
  const subteam = serveGroup(view, change.group);
  if (change.type === 'group_created') return [told('subteam_created', { subteam }, event_ts)];
  const { before, group } = change;
  const added = group.users.filter((user) => !before.users.includes(user));
  const removed = before.users.filter((user) => !group.users.includes(user));
  const updated = told('subteam_updated', { subteam }, event_ts);
  if (added.length + removed.length === 0) return [updated];
  const members = {
    subteam_id: group.id,
    team_id: view.world.team.current.id,
    date_previous_update: Math.floor(before.updated / 1000),
    date_update: Math.floor(group.updated / 1000),
    added_users: added,
    added_users_count: added.length,
    removed_users: removed,
    removed_users_count: removed.length,
  };
  return [updated, told('subteam_members_changed', members, event_ts)];
}

export function tellTeam(change: ChangeOf<'team_changed'>, times: EventTimes): Told[] {
  const { before, team } = change;
  const event_ts = times.next(change.at);
  const url = `https://${team.domain}.slack.com/`;
  return [
    ...(before.name === team.name
      ? []
      : [told('team_rename', { name: team.name, team_id: team.id }, event_ts)]),
    ...(before.domain === team.domain
      ? []
      : [told('team_domain_change', { url, domain: team.domain, team_id: team.id }, event_ts)]),
  ];
}

export function tellEmoji(change: ChangeOf<'emoji_changed'>, times: EventTimes): Told[] {
  const { subtype, name, value } = change;
  const more = subtype === 'add' ? { subtype, name, value } : { subtype, names: [name] };
  return [told('emoji_changed', more, times.next(change.at))];
}

export function tellRevoked(
  change: ChangeOf<'tokens_revoked' | 'app_uninstalled'>,
  times: EventTimes,
): Told[] {
  const more =
    change.type === 'tokens_revoked' ? { tokens: { oauth: change.oauth, bot: change.bot } } : {};
  return [told(change.type, more, times.next(change.at))];
}

export function tellHome(change: ChangeOf<'app_home_opened'>, times: EventTimes): Told[] {
  return [told('app_home_opened', change.about, times.next(change.at))];
}

/** An org-wide installation gains or loses a workspace. */
export function tellAccess(
  change: ChangeOf<'team_access_granted' | 'team_access_revoked'>,
  times: EventTimes,
): Told[] {
  return [told(change.type, { team_ids: [change.teamId] }, times.next(change.at))];
}
