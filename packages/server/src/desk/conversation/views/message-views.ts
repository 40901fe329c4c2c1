import type { MessageView } from '@belay/contract/desk/conversation';
import type pg from 'pg';
import type { Context } from '../../../context.ts';

/** Which messages of a conversation: by id, or the newest before a number. */
export type MessageChoice = { ids: readonly string[] } | { before: number | null; limit: number };

/** Messages as operators see them, in order. */
export async function messageViews(
  _ctx: Context,
  _db: pg.Pool | pg.PoolClient,
  _ref: { tenant: string; conversation: string },
  _choice: MessageChoice,
): Promise<MessageView[]> {
  throw new Error('not built yet');
}
