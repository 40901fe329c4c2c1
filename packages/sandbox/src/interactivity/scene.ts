import { serveEntry } from '../serve/serve-message.ts';
import type { App, Channel, Message, User } from '../world/model.ts';
import type { World } from '../world/world.ts';
import { blocksOf, type Element, elementsOf, stateOf, type Values } from './elements.ts';
import type { Ephemeral, Ephemerals } from './ephemerals.ts';
import type { ResponseUrls } from './response-urls.ts';

type Json = Record<string, unknown>;

/** What was clicked: an element of a message, of what only oneself sees, or of a view. */
export type Place =
  | { channel: string; ts: string }
  | { channel: string; ephemeral: string }
  | { view: string };

export interface Click {
  actionId: string;
  /** needed where two blocks have the same action */
  blockId?: string;
  /** what was chosen; a button brings its own */
  value?: string | readonly string[];
  /** what stands in the other fields of the card */
  values?: Values;
}

/** Where clicks are looked up. */
export interface Scene {
  world: World;
  app: () => App;
  baseUrl: () => string;
  ephemerals: Ephemerals;
  responses: ResponseUrls;
}

/** What was clicked, and what payloads say of where it stands. */
export interface Context {
  element: Element;
  more: Json;
}

export const find = (
  blocks: readonly unknown[],
  { actionId, blockId }: Click,
): Element | undefined =>
  elementsOf(blocks).find(
    (one) => one.actionId === actionId && (blockId === undefined || one.blockId === blockId),
  );

/** The fields of a card, with what was just chosen. */
export function withChoice({ value, values = {} }: Click, { blockId, actionId }: Element): Values {
  if (value === undefined) return values;
  return { ...values, [blockId]: { ...values[blockId], [actionId]: value } };
}

/** An element of a message, or of what only that person sees; gone or never theirs: undefined. */
export function inChannel(
  scene: Scene,
  user: User,
  place: Exclude<Place, { view: string }>,
  click: Click,
): Context | undefined {
  const { world, ephemerals, responses } = scene;
  const channel = world.channel(place.channel);
  if (channel.kind !== 'public' && !channel.members.includes(user.id)) return undefined;
  const isEphemeral = 'ephemeral' in place;
  const ts = isEphemeral ? place.ephemeral : place.ts;
  const whisper = isEphemeral ? ephemerals.find(user.id, ts) : undefined;
  const posted = isEphemeral ? undefined : messageOf(scene, channel.id, ts);
  const shown: Ephemeral | Message | undefined = whisper ?? posted?.message;
  const blocks = blocksOf(shown ?? {});
  const element = find(blocks, click);
  if (!shown || !element) return undefined;
  const { threadTs } = shown;
  const thread = threadTs === undefined ? {} : { threadTs };
  const team = world.team.current.id;
  const path = responses.issue('actions', team, {
    userId: user.id,
    channelId: channel.id,
    original: { ts, isEphemeral },
    ...thread,
  });
  const more = {
    container: {
      type: 'message',
      message_ts: ts,
      channel_id: channel.id,
      is_ephemeral: isEphemeral,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
    },
    channel: seen(channel),
    ...(posted ? { message: posted.served } : {}),
    state: { values: stateOf(blocks, withChoice(click, element)) },
    response_url: scene.baseUrl() + path,
  };
  return { element, more };
}

export function messageOf(
  { world, baseUrl }: Scene,
  channelId: string,
  ts: string,
): { message: Message; served: Json } | undefined {
  const room = world.room(channelId);
  const entry = room.timeline.find(ts);
  const message = entry?.versions.current;
  if (!entry || !message || message.subtype === 'tombstone') return undefined;
  const view = {
    world,
    asOf: Number.POSITIVE_INFINITY,
    baseUrl: baseUrl(),
    withMetadata: true,
    reactionUsers: 50,
  };
  return { message, served: serveEntry(view, room, entry) ?? {} };
}

/** The direct channel of the app and a person, made when it isn't there. */
export function directWith({ world, app }: Scene, userId: string): string {
  const members = [userId, app().botUserId];
  for (const { info } of world.rooms.values()) {
    const { kind, id, members: there } = info.current;
    if (kind === 'im' && members.every((one) => there.includes(one))) return id;
  }
  return world.addChannel({ name: '', kind: 'im', members, creator: userId }).id;
}

/** Private channels are named to no app. */
export const nameSeen = ({ kind, name }: Channel): string =>
  kind === 'private' ? 'privategroup' : kind === 'im' ? 'directmessage' : name;

export const seen = (channel: Channel): Json => ({ id: channel.id, name: nameSeen(channel) });
