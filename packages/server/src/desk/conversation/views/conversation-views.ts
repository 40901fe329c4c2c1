import type { ConversationView } from '@belay/contract/desk/conversation';
import type pg from 'pg';
import type { Context } from '../../../context.ts';

/** Conversations as operators see them, in the order of the ids (uuids); missing ones are left out. */
export async function conversationViews(
  _ctx: Context,
  _db: pg.Pool | pg.PoolClient,
  _tenant: string,
  _ids: readonly string[],
): Promise<ConversationView[]> {
  throw new Error('not built yet');
}
