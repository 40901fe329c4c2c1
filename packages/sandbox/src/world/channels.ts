import { housekeeping } from './messages.ts';
import type { Channel, ChannelKind } from './model.ts';
import type { When } from './people.ts';
import { Register } from './register.ts';
import { WorldError, type WorldState } from './state.ts';
import { Timeline } from './timeline.ts';

export interface NewChannel {
  name: string;
  id?: string;
  kind?: ChannelKind;
  creator?: string;
  /** there from the beginning, without join messages */
  members?: readonly string[];
  topic?: string;
  purpose?: string;
  isGeneral?: boolean;
  isExtShared?: boolean;
}

export function addChannel(world: WorldState, draft: NewChannel, when: When = {}): Channel {
  const at = when.at ?? world.clock.now();
  const kind = draft.kind ?? 'public';
  const creator = draft.creator ?? draft.members?.[0] ?? 'USLACKBOT';
  const note = (value = '') => ({ value, creator: value ? creator : '', setAt: value ? at : 0 });
  const channel: Channel = {
    id: draft.id ?? world.ids.next(kind === 'im' ? 'D' : 'C'),
    name: draft.name,
    kind,
    creator,
    created: at,
    updated: at,
    isArchived: false,
    isDeleted: false,
    isGeneral: draft.isGeneral ?? false,
    isExtShared: draft.isExtShared ?? false,
    topic: note(draft.topic),
    purpose: note(draft.purpose),
    previousNames: [],
    members: [...(draft.members ?? [])],
  };
  world.rooms.set(channel.id, { info: new Register(at, channel), timeline: new Timeline() });
  world.record(at, { type: 'channel_created', channel });
  return channel;
}

type What = 'rename' | 'archive' | 'unarchive' | 'delete' | 'share' | 'unshare' | 'note' | 'kind';

function change(
  world: WorldState,
  channelId: string,
  what: What,
  actor: string,
  edit: Partial<Channel>,
  at: number,
): Channel {
  const { info } = world.room(channelId);
  const before = info.current;
  const channel = { ...before, ...edit, updated: at };
  info.set(at, channel);
  world.record(at, { type: 'channel_changed', what, before, channel, actor });
  return channel;
}

export function rename(
  world: WorldState,
  channelId: string,
  name: string,
  by: string,
  when: When = {},
): Channel {
  const at = when.at ?? world.clock.now();
  const before = world.channel(channelId);
  const previousNames = [before.name, ...before.previousNames.filter((old) => old !== name)];
  const channel = change(world, channelId, 'rename', by, { name, previousNames }, at);
  housekeeping(world, channelId, by, 'channel_name', at, {
    text: `has renamed the channel from "${before.name}" to "${name}"`,
    extra: { old_name: before.name, name },
  });
  return channel;
}

export function archive(world: WorldState, channelId: string, by: string, when: When = {}): void {
  const at = when.at ?? world.clock.now();
  // the message comes first: an archived channel takes none
  housekeeping(world, channelId, by, 'channel_archive', at, { text: 'archived the channel' });
  change(world, channelId, 'archive', by, { isArchived: true }, at);
}

export function unarchive(world: WorldState, channelId: string, by: string, when: When = {}): void {
  const at = when.at ?? world.clock.now();
  change(world, channelId, 'unarchive', by, { isArchived: false }, at);
  housekeeping(world, channelId, by, 'channel_unarchive', at, { text: 'un-archived the channel' });
}

/** Deletes a channel for good: Slack answers `channel_not_found` from now on. */
export function deleteChannel(
  world: WorldState,
  channelId: string,
  by: string,
  when: When = {},
): void {
  change(world, channelId, 'delete', by, { isDeleted: true }, when.at ?? world.clock.now());
}

/** Lets only admins post, or everybody again. */
export function restrict(
  world: WorldState,
  channelId: string,
  isAdminOnly: boolean,
  when: When = {},
): void {
  const { info } = world.room(channelId);
  info.set(when.at ?? world.clock.now(), { ...info.current, isAdminOnly });
}

/** Converts between public and private. */
export function convert(
  world: WorldState,
  channelId: string,
  kind: 'public' | 'private',
  by: string,
  when: When = {},
): void {
  const at = when.at ?? world.clock.now();
  change(world, channelId, 'kind', by, { kind }, at);
  housekeeping(world, channelId, by, `channel_convert_to_${kind}`, at, {
    text: `made this channel *${kind}*`,
  });
}

/** Shares a channel with another organisation, or ends that. */
export function share(
  world: WorldState,
  channelId: string,
  isExtShared: boolean,
  by: string,
  when: When = {},
): void {
  const at = when.at ?? world.clock.now();
  change(world, channelId, isExtShared ? 'share' : 'unshare', by, { isExtShared }, at);
}

export function setNote(
  world: WorldState,
  channelId: string,
  note: 'topic' | 'purpose',
  value: string,
  by: string,
  when: When = {},
): Channel {
  const at = when.at ?? world.clock.now();
  const edit = { [note]: { value, creator: by, setAt: at } };
  const channel = change(world, channelId, 'note', by, edit, at);
  housekeeping(world, channelId, by, `channel_${note}`, at, {
    text: `set the channel ${note}: ${value}`,
    extra: { [note]: value },
  });
  return channel;
}

/** A person or bot joins. Already in: nothing happens, the answer is false. */
export function join(
  world: WorldState,
  channelId: string,
  userId: string,
  when: When & { inviter?: string } = {},
): boolean {
  const at = when.at ?? world.clock.now();
  const { info } = world.room(channelId);
  world.user(userId);
  if (info.current.members.includes(userId)) return false;
  const channel = { ...info.current, members: [...info.current.members, userId], updated: at };
  info.set(at, channel);
  const inviter = when.inviter ? { inviter: when.inviter } : {};
  world.record(at, { type: 'member_joined', channel, userId, ...inviter });
  if (channel.kind === 'public' || channel.kind === 'private')
    housekeeping(world, channelId, userId, 'channel_join', at, {
      text: 'has joined the channel',
      extra: inviter,
    });
  return true;
}

/** A person or bot leaves or is removed. Not in: nothing happens, the answer is false. */
export function leave(
  world: WorldState,
  channelId: string,
  userId: string,
  when: When = {},
): boolean {
  const at = when.at ?? world.clock.now();
  const { info } = world.room(channelId);
  if (!info.current.members.includes(userId)) return false;
  const channel = {
    ...info.current,
    members: info.current.members.filter((member) => member !== userId),
    updated: at,
  };
  info.set(at, channel);
  world.record(at, { type: 'member_left', channel, userId });
  if (channel.kind === 'public' || channel.kind === 'private')
    housekeeping(world, channelId, userId, 'channel_leave', at, { text: 'has left the channel' });
  return true;
}

/** Gives a channel another id, as sharing does. The old id is not found any more. */
export function changeChannelId(world: WorldState, channelId: string, to?: string): Channel {
  const room = world.room(channelId);
  const id = to ?? world.ids.next('C');
  if (world.rooms.has(id)) throw new WorldError(`the channel id ${id} is taken`);
  const at = world.clock.now();
  const channel = { ...room.info.current, id, updated: at };
  room.info.set(at, channel);
  world.rooms.delete(channelId);
  world.rooms.set(id, room);
  moveReferences(world, at, channelId, id);
  world.record(at, { type: 'channel_id_changed', from: channelId, channel });
  return channel;
}

/** Pins and shared files follow their channel. */
function moveReferences(world: WorldState, at: number, from: string, to: string): void {
  const moved = <T extends { channelId: string }>(place: T): T =>
    place.channelId === from ? { ...place, channelId: to } : place;
  world.pins = world.pins.map(moved);
  for (const file of world.files.values())
    if (file.current.shares.some((share) => share.channelId === from))
      file.set(at, { ...file.current, shares: file.current.shares.map(moved) });
}
