import { serveChannel } from '../serve/serve-channel.ts';
import { serveEntry } from '../serve/serve-message.ts';
import { serveUser } from '../serve/serve-user.ts';
import type { View } from '../serve/view.ts';
import type { WorldState } from '../world/state.ts';
import type { Entry } from '../world/timeline.ts';

type Json = Record<string, unknown>;

export interface TrueChannel {
  id: string;
  name: string;
  isPrivate: boolean;
  isArchived: boolean;
  members: readonly string[];
  /** the conversation object */
  served: Json;
  /** what history would serve, oldest first */
  messages: Json[];
  /** what replies would serve, by root: the root first */
  threads: Record<string, Json[]>;
}

export interface Truth {
  channels: TrueChannel[];
  users: Json[];
}

/**
 * What Slack would serve at a moment, whole and without limits: the judge of every sync test. It
 * reads the registers of the world and shares no code with what it judges.
 */
export function truthAt(world: WorldState, baseUrl: string, moment: number): Truth {
  const view: View = {
    world,
    asOf: moment,
    baseUrl,
    withEmail: true,
    withMetadata: true,
    reactionUsers: Number.POSITIVE_INFINITY,
  };
  const channels: TrueChannel[] = [];
  for (const room of world.rooms.values()) {
    const channel = room.info.at(moment);
    if (!channel || channel.isDeleted) continue;
    const shown = (entries: readonly Entry[]): Json[] =>
      entries
        .map((entry) => serveEntry(view, room, entry))
        .filter((message) => message !== undefined);
    const threads: Record<string, Json[]> = {};
    for (const entry of room.timeline.inChannel) {
      const replies = shown(room.timeline.replies(entry.ts));
      if (replies.length > 0) threads[entry.ts] = [...shown([entry]), ...replies];
    }
    channels.push({
      id: channel.id,
      name: channel.name,
      isPrivate: channel.kind !== 'public',
      isArchived: channel.isArchived,
      members: channel.members,
      served: serveChannel(view, channel),
      messages: shown(room.timeline.inChannel),
      threads,
    });
  }
  const users = [...world.users.values()].flatMap((user) => {
    const known = user.at(moment);
    return known ? [serveUser(view, known)] : [];
  });
  return { channels, users };
}
