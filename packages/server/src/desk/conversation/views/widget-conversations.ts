import type { WidgetConversation } from '@belay/contract/desk/widget';
import type pg from 'pg';

/** Conversations as their visitor sees them, in the order of the ids (uuids). */
export async function widgetConversations(
  _db: pg.Pool | pg.PoolClient,
  _tenant: string,
  _ids: readonly string[],
): Promise<WidgetConversation[]> {
  throw new Error('not built yet');
}
