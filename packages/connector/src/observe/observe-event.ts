import type { Interval, Person } from '@belay/slack/model';
import type { SlackEvent } from '@belay/slack/parse/event';
import type { Observation } from './observation.ts';

/** What follows from one event: a sighting, something to read again, or nothing for a memory. */
export type EventEffect =
  | { kind: 'observation'; observation: Observation }
  /** the sets changed; who and what is read once they come to rest (MAP-5) */
  | { kind: 'reactions'; channelId: string; ts: string }
  /** the messages that hold this file are read again */
  | { kind: 'file'; fileId: string }
  | { kind: 'person'; person: Person }
  /** which channels are followed has to be looked up anew; `userId`: only if that is our bot */
  | { kind: 'channels'; userId?: string }
  | { kind: 'nothing' };

const fileChanges = new Set(['changed', 'deleted', 'unshared']);

/** Reads an event as a claim about one second of Slack's clock (SYN-10). Pure. */
export function observeEvent(event: SlackEvent, at: Interval): EventEffect {
  switch (event.kind) {
    case 'message_posted':
    case 'message_changed':
    case 'thread_changed':
      return sighting(event.channelId, event.ts, at, event.message);
    case 'message_deleted':
      return sighting(event.channelId, event.ts, at, 'deleted');
    case 'reaction_added':
    case 'reaction_removed':
      return { kind: 'reactions', channelId: event.channelId, ts: event.ts };
    case 'file':
      return fileChanges.has(event.change)
        ? { kind: 'file', fileId: event.fileId }
        : { kind: 'nothing' };
    case 'person_joined':
    case 'person_changed':
      return { kind: 'person', person: event.person };
    case 'channel':
    case 'channel_id_changed':
      return { kind: 'channels' };
    case 'member_joined':
    case 'member_left':
      return { kind: 'channels', userId: event.userId };
    default:
      return { kind: 'nothing' };
  }
}

function sighting(
  channelId: string,
  ts: string,
  read: Interval,
  seen: Observation['seen'],
): EventEffect {
  return {
    kind: 'observation',
    observation: { channelId, ts, read, source: 'event', isArchived: false, seen },
  };
}
