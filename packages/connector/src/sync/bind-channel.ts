import { compareTs } from '@belay/slack/ids/ts';
import type { Channel } from '@belay/slack/model';
import type { ChannelRecord } from '../ports.ts';

/**
 * The record of a channel that is followed. Identity and scope are bound at first sight; a
 * rename changes labels only, and a second channel of the same name never shares a scope (MAP-9).
 * A backfill once begun keeps its oldest bound; a wider window moves it back.
 */
export function bindChannel(
  channel: Channel,
  known: readonly ChannelRecord[],
  binding: { teamId: string; target: string },
): ChannelRecord {
  const before = known.find((record) => record.channelId === channel.id);
  const names = new Set(
    known.flatMap((record) => (record.channelId === channel.id ? [] : [record.scopeName])),
  );
  const target =
    before && compareTs(before.target, binding.target) < 0 ? before.target : binding.target;
  return {
    channelId: channel.id,
    name: channel.name,
    keyChannelId: before?.keyChannelId ?? channel.id,
    keyTeamId: before?.keyTeamId ?? binding.teamId,
    isPrivate: channel.isPrivate,
    scopeName:
      before?.scopeName ??
      (names.has(channel.name) ? `${channel.name}.${channel.id}` : channel.name),
    state: channel.isArchived ? 'archived' : 'active',
    target,
  };
}
