import { isTs } from '../../ids/ts.ts';
import type { MessageEvent } from '../event.ts';
import { defined, type Fields, isObject, text } from '../fields.ts';
import { parseMessage } from '../message.ts';

/**
 * A `message` event, routed by the ts of the message that it is about: the outer `ts` of a change
 * or a deletion is the event's own.
 */
export function messageEvent(event: Fields): MessageEvent | undefined {
  const channelId = text(event.channel);
  if (channelId === undefined) return undefined;
  if (event.subtype === 'message_deleted') return deleted(event, channelId);
  if (!isObject(event.message)) return posted(event, channelId);
  const message = parseMessage(event.message);
  if (!message) return undefined;
  const { ts } = message;
  // Slack's own bug: over the Events API `message_replied` comes without its subtype
  if (event.subtype === undefined || event.subtype === 'message_replied')
    return { kind: 'thread_changed', channelId, ts, message };
  const previous = parseMessage(event.previous_message);
  return defined({ kind: 'message_changed' as const, channelId, ts, message, previous });
}

function posted(event: Fields, channelId: string): MessageEvent | undefined {
  const message = parseMessage(event);
  if (!message || event.subtype === 'message_changed') return undefined;
  return { kind: 'message_posted', channelId, ts: message.ts, message };
}

function deleted(event: Fields, channelId: string): MessageEvent | undefined {
  const previous = parseMessage(event.previous_message);
  const ts = isTs(event.deleted_ts) ? event.deleted_ts : previous?.ts;
  if (ts === undefined) return undefined;
  return defined({ kind: 'message_deleted' as const, channelId, ts, previous });
}
