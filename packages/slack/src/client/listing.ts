import { SlackError } from '../error.ts';
import { fields, list, text } from '../parse/fields.ts';
import type { WebApi } from './web-api.ts';

/** What Slack leaves us to do when its listing goes astray: begin again, this often. */
const restarts = 1;
const pageSize = 999;

interface Listing<T> {
  method: string;
  args: Record<string, unknown>;
  /** the member of the answer that holds the items */
  member: string;
  parse: (raw: unknown) => T | undefined;
}

/**
 * All items of a cursor-paged method, each id once, page by page. Pages may be empty while more
 * exist. An expired cursor begins the listing again; a repeated one is an error, not a loop.
 */
export async function* listing<T extends { id: string }>(
  api: WebApi,
  { method, args, member, parse }: Listing<T>,
  signal?: AbortSignal,
): AsyncGenerator<T[]> {
  const known = new Set<string>();
  let cursors = new Set<string>();
  let cursor: string | undefined;
  for (let restarted = 0; ; ) {
    let body: Record<string, unknown>;
    try {
      ({ body } = await api.read(method, { ...args, limit: pageSize, cursor }, signal));
    } catch (error) {
      if (!(error instanceof SlackError) || error.code !== 'invalid_cursor') throw error;
      if (cursor === undefined || restarted++ >= restarts) throw error;
      cursor = undefined;
      cursors = new Set();
      continue;
    }
    const fresh = list(body[member])
      .map(parse)
      .filter((item) => item !== undefined && !known.has(item.id)) as T[];
    for (const item of fresh) known.add(item.id);
    if (fresh.length > 0) yield fresh;
    cursor = text(fields(body.response_metadata).next_cursor);
    if (cursor === undefined) return;
    if (cursors.has(cursor))
      throw new SlackError('repeated_cursor', `${method} answered the same cursor twice.`);
    cursors.add(cursor);
  }
}
