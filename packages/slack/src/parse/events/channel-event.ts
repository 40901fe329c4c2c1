import { parseChannel } from '../channel.ts';
import type { ChannelEvent } from '../event.ts';
import { defined, type Fields, firstText, isObject, text } from '../fields.ts';

type Change = Extract<ChannelEvent, { kind: 'channel' }>['change'];

/** The part of the name behind `channel_`, `group_`, `im_` or `mpim_`; all four mean the same to us. */
const changes: Readonly<Record<string, Change>> = {
  created: 'created',
  rename: 'renamed',
  archive: 'archived',
  unarchive: 'unarchived',
  deleted: 'deleted',
  left: 'left',
  open: 'opened',
  close: 'closed',
  shared: 'shared',
  unshared: 'unshared',
  history_changed: 'history_changed',
};

export function channelEvent(event: Fields): ChannelEvent | undefined {
  if (event.type === 'channel_id_changed') return idChanged(event);
  const change = changes[(text(event.type) ?? '').replace(/^[a-z]+_/, '')];
  const channel = isObject(event.channel) ? parseChannel(event.channel) : undefined;
  const channelId = channel?.id ?? firstText(event.channel, event.channel_id);
  if (change === undefined || channelId === undefined) return undefined;
  return defined({ kind: 'channel' as const, change, channelId, channel });
}

function idChanged(event: Fields): ChannelEvent | undefined {
  const channelId = text(event.old_channel_id);
  const newChannelId = text(event.new_channel_id);
  if (channelId === undefined || newChannelId === undefined) return undefined;
  return { kind: 'channel_id_changed', channelId, newChannelId };
}
