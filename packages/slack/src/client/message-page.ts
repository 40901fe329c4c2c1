import { SlackError } from '../error.ts';
import { compareTs } from '../ids/ts.ts';
import type { Message, Page } from '../model.ts';
import { fields, flag, list, text } from '../parse/fields.ts';
import { parseMessage } from '../parse/message.ts';
import type { Answer } from './web-api.ts';

export interface Bounds {
  oldest?: string;
  latest?: string;
  inclusive?: boolean;
  limit?: number;
  cursor?: string;
}

/**
 * An answer of history or replies as a page that keeps the port's promises where the server breaks
 * them: bounds hold, `cursor` is a new one, and a page without cursor and messages is never "more".
 */
export function messagePage(method: string, answer: Answer, bounds: Bounds, rootTs?: string): Page {
  const { body, read } = answer;
  if (!Array.isArray(body.messages))
    throw new SlackError('invalid_answer', `${method} was answered without messages.`);
  const served = list(body.messages)
    .map(parseMessage)
    .filter((message): message is Message => message !== undefined);
  const messages = served.filter(
    (message) => message.ts === rootTs || isWithin(message.ts, bounds),
  );
  const next = text(fields(body.response_metadata).next_cursor);
  const cursor = next === bounds.cursor ? undefined : next;
  const more = next !== undefined || flag(body.has_more);
  // newest first: once a page has passed `oldest`, nothing in the bounds can follow it
  const passed = rootTs === undefined && served.some((message) => isBelow(message.ts, bounds));
  const hasMore = more && !passed;
  if (hasMore && cursor === undefined && !messages.some((message) => message.ts !== rootTs))
    throw new SlackError('no_progress', `${method} says there is more, but not where.`);
  return {
    messages,
    hasMore,
    isLimited: flag(body.is_limited),
    read,
    ...(hasMore && cursor !== undefined ? { cursor } : {}),
  };
}

function isWithin(ts: string, bounds: Bounds): boolean {
  if (isBelow(ts, bounds)) return false;
  if (bounds.latest === undefined) return true;
  const order = compareTs(ts, bounds.latest);
  return order < 0 || (order === 0 && bounds.inclusive === true);
}

function isBelow(ts: string, { oldest, inclusive }: Bounds): boolean {
  if (oldest === undefined) return false;
  const order = compareTs(ts, oldest);
  return order < 0 || (order === 0 && inclusive !== true);
}
