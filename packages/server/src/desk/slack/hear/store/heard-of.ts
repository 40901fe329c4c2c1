import { createHash } from 'node:crypto';
import type { MessageEvent } from '@belay/slack/parse/event';
import { fields, text } from '@belay/slack/parse/fields';
import type { SlackBody } from '@belay/slack/parse/parse-body';
import type { Heard } from './heard.ts';

type Event = Extract<SlackBody, { type: 'event' }>;

export interface Arrival {
  /** the same for what is the same, under whichever id Slack sends it */
  id: string;
  /** what is worked on one after the other */
  thread: string;
  heard: Heard;
}

/** What a body means to the desk; undefined: nothing. Whether it concerns us is for the tables to say. */
export function heardOf(body: SlackBody, botUserId: string, isAlone = true): Arrival | undefined {
  switch (body.type) {
    case 'event':
      return ofEvent(body, botUserId);
    case 'interaction': {
      const { channelId = '', threadTs, messageTs, view } = body;
      if (![channelId, body.user.id, view?.id].every(isId)) return undefined;
      const where = threadTs ?? messageTs ?? view?.id ?? body.user.id;
      return {
        id: `click:${digest(body)}`,
        thread: `${channelId}:${where}`,
        heard: { kind: 'click', click: body, isAlone },
      };
    }
    case 'command':
      if (![body.channelId, body.userId].every(isId)) return undefined;
      return {
        id: `command:${digest(body)}`,
        thread: `command:${body.userId}`,
        heard: { kind: 'command', command: body },
      };
    default:
      return undefined;
  }
}

/** Whatever is no id of Slack's names nothing, and needn't be looked up. */
function isId(id: string | undefined): boolean {
  return id === undefined || /^[\w.:-]{0,100}$/.test(id);
}

/** A second click has another moment and trigger; the same body again is the same click. */
function digest(body: object): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('base64url');
}

function ofEvent(body: Event, botUserId: string): Arrival | undefined {
  const { event, delivery, raw, name } = body;
  const { eventId } = delivery;
  switch (event.kind) {
    case 'message_posted':
    case 'message_changed':
    case 'message_deleted':
      return ofMessage(event, raw, eventId, botUserId);
    case 'channel':
    case 'channel_id_changed':
      if (!isId(event.channelId)) return undefined;
      return {
        id: eventId,
        thread: `channel:${event.channelId}`,
        heard: {
          kind: 'channel',
          event,
          name: event.kind === 'channel' ? (event.channel?.name ?? null) : null,
        },
      };
    case 'member_joined':
    case 'member_left':
      if (event.userId !== botUserId || !isId(event.channelId)) return undefined;
      return {
        id: eventId,
        thread: `channel:${event.channelId}`,
        heard: {
          kind: 'member',
          channel: event.channelId,
          joined: event.kind === 'member_joined',
        },
      };
    case 'person_joined':
    case 'person_changed': {
      const { id, isDeleted } = event.person;
      if (!isId(id)) return undefined;
      return {
        id: eventId,
        thread: `person:${id}`,
        heard: { kind: 'person', person: { id, isDeleted } },
      };
    }
    case 'unsupported':
      return name === 'app_home_opened' ? ofHome(raw, eventId) : undefined;
    default:
      return undefined;
  }
}

function ofMessage(
  event: Exclude<MessageEvent, { kind: 'thread_changed' }>,
  raw: unknown,
  eventId: string,
  botUserId: string,
): Arrival | undefined {
  const { channelId: channel, ts } = event;
  if (!isId(channel)) return undefined;
  if (event.kind === 'message_deleted') {
    const { previous } = event;
    return {
      id: `deleted:${channel}:${ts}`,
      thread: `${channel}:${previous?.threadTs ?? ts}`,
      heard: {
        kind: 'deleted',
        ...{ channel, ts },
        threadTs: previous?.threadTs ?? null,
        userId: isId(previous?.author.userId) ? (previous?.author.userId ?? null) : null,
      },
    };
  }
  const { message } = event;
  if (!isId(message.author.userId)) return undefined;
  const thread = `${channel}:${message.threadTs ?? ts}`;
  if (event.kind === 'message_changed') {
    // a root that was deleted while replies remain
    if (message.kind === 'tombstone')
      return {
        id: `deleted:${channel}:${ts}`,
        thread,
        heard: { kind: 'deleted', channel, ts, threadTs: message.threadTs ?? ts, userId: null },
      };
    if (isMachine(message, botUserId) || !isReply(message)) return undefined;
    const eventTs = text(fields(raw).event_ts) ?? null;
    return { id: eventId, thread, heard: { kind: 'changed', channel, message, eventTs } };
  }
  if (isMachine(message, botUserId)) {
    const key = text(fields(fields(fields(raw).metadata).event_payload).key);
    if (message.author.userId !== botUserId || key === undefined) return undefined;
    return {
      id: `echo:${channel}:${ts}`,
      thread,
      heard: { kind: 'echo', channel, ts, threadTs: message.threadTs ?? null, key },
    };
  }
  if (!isReply(message)) return undefined;
  return { id: `posted:${channel}:${ts}`, thread, heard: { kind: 'posted', channel, message } };
}

type Said = Extract<MessageEvent, { kind: 'message_posted' }>['message'];

/** Of an app, ours or another: no person typed it. */
export function isMachine({ author }: Said, botUserId: string): boolean {
  return author.botId !== undefined || author.appId !== undefined || author.userId === botUserId;
}

function isReply({ ts, threadTs }: Said): boolean {
  return threadTs !== undefined && threadTs !== ts;
}

function ofHome(raw: unknown, eventId: string): Arrival | undefined {
  const { user, tab } = fields(raw);
  const userId = text(user);
  if (userId === undefined || !isId(userId) || (tab !== undefined && tab !== 'home'))
    return undefined;
  return { id: eventId, thread: `home:${userId}`, heard: { kind: 'home', userId } };
}
