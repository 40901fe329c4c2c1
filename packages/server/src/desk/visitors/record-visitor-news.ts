import type pg from 'pg';
import { uuidOf } from '../../memory/ids.ts';
import { conversationViews } from '../conversation/views/conversation-views.ts';
import { recordNews } from '../live/record-news.ts';
import { redrawVisitor } from '../slack/notify/redraw-cards.ts';

/** Older ones are drawn anew when somebody looks at them. */
const most = 20;

/**
 * What is known of a visitor changed: operators see it on their conversations. In the transaction of
 * the change; call `ctx.desk.wake()` after its commit.
 */
export async function recordVisitorNews(
  db: pg.PoolClient,
  tenant: string,
  visitor: string,
): Promise<void> {
  const { rows } = await db.query<{ id: string }>(
    `select id from conversation where tenant = $1 and visitor = $2
     order by (state = 'closed'), updated_at desc limit ${most}`,
    [tenant, visitor],
  );
  const views = await conversationViews(
    db,
    tenant,
    rows.map(({ id }) => id),
  );
  await redrawVisitor(db, tenant, visitor);
  await recordNews(
    db,
    views.flatMap((conversation) => {
      const uuid = uuidOf('cnv', conversation.id);
      return uuid === undefined
        ? []
        : [
            {
              ...{ tenant, visitor, conversation: uuid, forVisitor: null },
              forOperators: { kind: 'conversation' as const, conversation },
            },
          ];
    }),
  );
}
