import type pg from 'pg';
import type { DeskNews } from './desk-feed.ts';

const statement = `
insert into desk_event (tenant, conversation, visitor, for_operators, for_visitor)
select n.tenant, n.conversation, n.visitor, n.for_operators, n.for_visitor
from jsonb_to_recordset($1) as n (
  tenant uuid, conversation uuid, visitor uuid, for_operators jsonb, for_visitor jsonb)`;

/** Writes news in the transaction of what they tell of. Call `ctx.desk.wake()` after its commit. */
export async function recordNews(db: pg.PoolClient, news: DeskNews[]): Promise<void> {
  if (news.length === 0) return;
  await db.query({
    name: 'record-news',
    text: statement,
    values: [
      JSON.stringify(
        news.map(({ tenant, conversation, visitor, forOperators, forVisitor }) => ({
          tenant,
          conversation,
          visitor,
          for_operators: forOperators,
          for_visitor: forVisitor,
        })),
      ),
    ],
  });
}
