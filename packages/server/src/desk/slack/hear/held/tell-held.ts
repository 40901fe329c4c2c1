import type pg from 'pg';
import { publicId } from '../../../../memory/ids.ts';
import type { Standing } from '../../../conversation/state/standing.ts';
import { recordNews } from '../../../live/record-news.ts';

/** Operators look again at what waits in Slack; nothing that was typed is in the news. */
export function tellHeld(
  db: pg.PoolClient,
  { tenant, id, visitor }: Pick<Standing, 'tenant' | 'id' | 'visitor'>,
): Promise<void> {
  return recordNews(db, [
    {
      ...{ tenant, conversation: id, visitor },
      forOperators: { kind: 'slack', conversation_id: publicId('cnv', id) },
      forVisitor: null,
    },
  ]);
}
