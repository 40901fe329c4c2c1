import type { ConversationsPage, conversationsQuery } from '@belay/contract/desk/conversation';
import type pg from 'pg';
import type { z } from 'zod';
import { uuidOf } from '../../memory/ids.ts';
import { conversationViews } from '../conversation/views/conversation-views.ts';
import { findMatches, messageText, visitorText } from './find-matches.ts';
import { readCursor, writeCursor } from './list-cursor.ts';
import { queueSql } from './queue-sql.ts';

/** No conversation has it. */
const nobody = '00000000-0000-0000-0000-000000000000';

/** One queue a page at a time: who waits longest first in `waiting`, the newest first elsewhere. */
export async function listConversations(
  pool: pg.Pool,
  { tenant, person }: { tenant: string; person: string | null },
  query: z.output<typeof conversationsQuery>,
): Promise<ConversationsPage> {
  const values: unknown[] = [tenant, person];
  const add = (value: unknown) => `$${values.push(value)}`;
  const { queue, limit } = query;
  // $2 is used by one queue only; its type is said for the others
  const conditions = ['c.tenant = $1', '($2::uuid is null or true)', queueSql[queue]];
  if (query.agent_id !== undefined)
    conditions.push(`c.agent = ${add(uuidOf('agt', query.agent_id) ?? nobody)}`);
  if (query.visitor_id !== undefined)
    conditions.push(`c.visitor = ${add(uuidOf('vis', query.visitor_id) ?? nobody)}`);
  if (query.query?.trim()) {
    const found = await findMatches(pool, tenant, query.query);
    const known = `c.id = any(${add(found.conversations)}::uuid[])`;
    conditions.push(
      found.kind === 'rare'
        ? known
        : `(${known} or ${saysSo(add(found.words))} or ${isCalledSo(add(found.visitorWords))})`,
    );
  }
  const isWaiting = queue === 'waiting';
  const by = isWaiting ? 'c.escalated_at' : 'c.updated_at';
  const [past, direction] = isWaiting ? ['>', 'asc'] : ['<', 'desc'];
  if (query.cursor !== undefined) {
    const { at, id } = readCursor(query.cursor);
    conditions.push(`(${by}, c.id) ${past} (${add(at)}::timestamptz, ${add(id)}::uuid)`);
  }
  const { rows } = await pool.query<{ id: string; at: Date }>(
    `select c.id, ${by} as at from conversation c where ${conditions.join(' and ')}
     order by ${by} ${direction}, c.id ${direction} limit ${add(limit + 1)}`,
    values,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: await conversationViews(
      pool,
      tenant,
      page.map(({ id }) => id),
    ),
    next_cursor: rows.length > limit && last ? writeCursor(last) : null,
  };
}

/** Asked row by row, never joined: the order of the walk is the order of the page. */
function saysSo(words: string): string {
  return `(select true from message m
    where m.tenant = c.tenant and m.conversation = c.id and m.kind in ('text', 'note')
      and ${messageText('m')} @@ to_tsquery('simple', ${words}) limit 1)`;
}

function isCalledSo(words: string): string {
  return `(select true from visitor v
    where v.tenant = c.tenant and v.id = c.visitor
      and ${visitorText('v')} @@ to_tsquery('simple', ${words}) limit 1)`;
}
