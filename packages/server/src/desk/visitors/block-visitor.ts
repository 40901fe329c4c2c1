import { recordAudit } from '../../auth/audit/record-audit.ts';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { publicId } from '../../memory/ids.ts';
import { deskTransaction } from '../conversation/state/desk-transaction.ts';
import { lockVisitor } from '../conversation/state/lock-visitor.ts';
import { lockConversations } from './lock-conversations.ts';
import { recordVisitorNews } from './record-visitor-news.ts';

/**
 * From now on the visitor reads and writes nothing (SEC-4); null lets them in again. What is so
 * already stays as it is.
 */
export async function blockVisitor(
  ctx: Context,
  caller: Caller,
  visitor: string,
  reason: string | null,
): Promise<void> {
  const { tenant } = caller;
  const isBlock = reason !== null;
  await deskTransaction(ctx, async ({ db }) => {
    await lockVisitor(db, { tenant, visitor });
    await lockConversations(db, tenant, [visitor]);
    const { rowCount } = await db.query(
      `update visitor set blocked_at = case when $3 then now() end, blocked_reason = $4
       where tenant = $1 and id = $2 and (blocked_at is null) = $3 and erased_at is null`,
      [tenant, visitor, isBlock, reason],
    );
    if (rowCount === 0) return;
    await recordVisitorNews(db, tenant, visitor);
    await recordAudit(db, ctx.now(), {
      ...caller,
      endpoint: isBlock ? 'desk.visitor_block' : 'desk.visitor_unblock',
      capability: 'desk.manage',
      details: { visitor_id: publicId('vis', visitor) },
    });
  });
  if (isBlock) ctx.desk.dismiss(tenant, visitor);
}
