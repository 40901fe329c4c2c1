import type { WidgetMessage } from '@belay/contract/desk/widget';
import type pg from 'pg';
import type { Context } from '../../../context.ts';
import type { MessageChoice } from './message-views.ts';

/** Messages as the visitor sees them, in order: no notes, no drafts. */
export async function widgetMessages(
  _ctx: Context,
  _db: pg.Pool | pg.PoolClient,
  _ref: { tenant: string; conversation: string },
  _choice: MessageChoice,
): Promise<WidgetMessage[]> {
  throw new Error('not built yet');
}
