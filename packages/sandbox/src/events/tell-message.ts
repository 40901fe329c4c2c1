import { permalink } from '../serve/permalink.ts';
import { serveEntry, serveMessage } from '../serve/serve-message.ts';
import type { View } from '../serve/view.ts';
import type { Change } from '../world/change.ts';
import type { ChannelKind, Message } from '../world/model.ts';
import type { EventTimes, Told } from './event.ts';

type Json = Record<string, unknown>;
export type ChangeOf<K extends Change['type']> = Extract<Change, { type: K }>;

const channelTypes: Record<ChannelKind, string> = {
  public: 'channel',
  private: 'group',
  im: 'im',
  mpim: 'mpim',
};

const names: Record<ChannelKind, string> = {
  public: 'message.channels',
  private: 'message.groups',
  im: 'message.im',
  mpim: 'message.mpim',
};

function placed(view: View, channelId: string): { name: string; place: Json } {
  const { kind } = view.world.channel(channelId);
  return { name: names[kind], place: { channel: channelId, channel_type: channelTypes[kind] } };
}

/** A message with what its thread adds; a deleted one as it was. */
function whole(view: View, channelId: string, message: Message): Json {
  const room = view.world.room(channelId);
  const entry = room.timeline.find(message.ts);
  const served = entry && serveEntry(view, room, entry);
  return { ...served, ...serveMessage(view, message) };
}

/** A new message, and what follows from its words: mentions of bots, metadata. */
export function tellPosted(
  view: View,
  change: ChangeOf<'message_posted'>,
  times: EventTimes,
): Told[] {
  const { channelId, message } = change;
  const { name, place } = placed(view, channelId);
  const event = { ...whole(view, channelId, message), ...place };
  const told: Told[] = [
    { name, channelId, event: { ...event, type: 'message', event_ts: message.ts } },
  ];
  for (const app of view.world.apps.values())
    if (message.text.includes(`<@${app.botUserId}>`) && message.userId !== app.botUserId) {
      const { channel_type: _, ...mention } = event;
      const words = { ...mention, type: 'app_mention', event_ts: message.ts };
      told.push({ name: 'app_mention', channelId, event: words });
    }
  if (message.metadata)
    told.push({
      name: 'message_metadata_posted',
      channelId,
      event: {
        type: 'message_metadata_posted',
        app_id: message.appId ?? '',
        bot_id: message.botId ?? '',
        user_id: message.userId ?? '',
        team_id: view.world.team.current.id,
        channel_id: channelId,
        metadata: message.metadata,
        message_ts: message.ts,
        event_ts: times.next(change.at),
      },
    });
  return told;
}

/** Edits, unfurls and tombstones: the outer ts is the event's, the target stands inside. */
export function tellChanged(
  view: View,
  change: ChangeOf<'message_changed'>,
  times: EventTimes,
): Told[] {
  const { channelId, message, before } = change;
  const { name, place } = placed(view, channelId);
  const event_ts = times.next(change.at);
  const event = {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    ...place,
    ts: event_ts,
    event_ts,
    message: whole(view, channelId, message),
    previous_message: whole(view, channelId, before),
  };
  return [{ name, channelId, event }];
}

export function tellDeleted(
  view: View,
  change: ChangeOf<'message_deleted'>,
  times: EventTimes,
): Told[] {
  const { channelId, before } = change;
  const { name, place } = placed(view, channelId);
  const event_ts = times.next(change.at);
  const event = {
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    ...place,
    ts: event_ts,
    event_ts,
    deleted_ts: before.ts,
    previous_message: whole(view, channelId, before),
  };
  return [{ name, channelId, event }];
}

export function tellReaction(
  change: ChangeOf<'reaction_added' | 'reaction_removed'>,
  times: EventTimes,
): Told[] {
  const { channelId, message, userId, emoji, type } = change;
  const event = {
    type,
    user: userId,
    reaction: emoji,
    item: { type: 'message', channel: channelId, ts: message.ts },
    ...(message.userId ? { item_user: message.userId } : {}),
    event_ts: times.next(change.at),
  };
  return [{ name: type, channelId, event }];
}

export function tellPin(
  view: View,
  change: ChangeOf<'pin_added' | 'pin_removed'>,
  times: EventTimes,
): Told[] {
  const { channelId, message, userId, type } = change;
  const pinned = Math.floor(change.at / 1000);
  const pins = view.world.pins.filter((pin) => pin.channelId === channelId);
  const event = {
    type,
    user: userId,
    channel_id: channelId,
    item: {
      type: 'message',
      channel: channelId,
      message: {
        ...serveMessage(view, message),
        permalink: permalink(view.world.team.current.domain, channelId, message),
      },
      created: pinned,
      created_by: userId,
    },
    item_user: message.userId ?? '',
    // a string, in Slack's own types too
    pin_count: String(pins.length),
    pinned_info: { channel: channelId, pinned_by: userId, pinned_ts: pinned },
    ...(type === 'pin_removed' ? { has_pins: pins.length > 0 } : {}),
    event_ts: times.next(change.at),
  };
  return [{ name: type, channelId, event }];
}
