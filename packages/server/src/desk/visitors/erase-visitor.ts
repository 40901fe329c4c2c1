import type pg from 'pg';
import { recordAudit } from '../../auth/audit/record-audit.ts';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { publicId, uuidOf } from '../../memory/ids.ts';
import { eraseAnnouncements } from '../announce/erase-announcements.ts';
import { deskTransaction } from '../conversation/state/desk-transaction.ts';
import { lockVisitor } from '../conversation/state/lock-visitor.ts';
import { removeFiles } from '../files/remove-files.ts';
import { forgetLearned } from '../learn/forget-learned.ts';
import { recordNews } from '../live/record-news.ts';
import { eraseInSlack } from '../slack/notify/erase-in-slack.ts';
import { noSuchVisitor } from './find-visitor.ts';
import { lockConversations } from './lock-conversations.ts';

/**
 * Everything of a visitor goes, everywhere (SEC-7): what they said and were told, their leads, the
 * bytes of files, what answers to them taught, letters, and what webhooks still had to say. The row
 * stays, empty. What is erased already stays so. Cut off anywhere, it is begun again.
 */
export async function eraseVisitor(ctx: Context, caller: Caller, id: string): Promise<void> {
  const { tenant } = caller;
  const visitor = uuidOf('vis', id);
  if (visitor === undefined || !(await isThere(ctx.pool, tenant, visitor))) throw noSuchVisitor();
  // first: while the messages are there, it is known what they taught
  for (const conversation of await conversationsOf(ctx.pool, tenant, visitor))
    await forgetLearned(ctx, tenant, conversation);
  await deskTransaction(ctx, async ({ db }) => {
    await lockVisitor(db, { tenant, visitor });
    await lockConversations(db, tenant, [visitor]);
    const conversations = await conversationsOf(db, tenant, visitor);
    await eraseAnnouncements(db, tenant, conversations);
    await eraseInSlack(db, tenant, conversations);
    await db.query(
      `delete from letter where tenant = $1 and (visitor = $2 or conversation = any($3::uuid[]))`,
      [tenant, visitor, conversations],
    );
    const files = await removeFiles(db, tenant, '(f.visitor = $2 or f.conversation = any($3))', [
      visitor,
      conversations,
    ]);
    await eraseConversations(db, tenant, visitor, conversations);
    await emptyRow(db, tenant, visitor);
    await recordAudit(db, ctx.now(), {
      ...caller,
      endpoint: 'desk.visitor_erase',
      capability: 'desk.manage',
      details: {
        visitor_id: publicId('vis', visitor),
        conversations: conversations.length,
        files,
      },
    });
  });
  ctx.desk.dismiss(tenant, visitor);
  await ctx.blobs.sweep();
}

async function isThere(pool: pg.Pool, tenant: string, visitor: string): Promise<boolean> {
  const { rows } = await pool.query('select from visitor where tenant = $1 and id = $2', [
    tenant,
    visitor,
  ]);
  return rows.length > 0;
}

async function conversationsOf(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  visitor: string,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select id from conversation where tenant = $1 and visitor = $2 order by id',
    [tenant, visitor],
  );
  return rows.map(({ id }) => id);
}

/** Messages, leads, runs of actions and turns go with their conversation; so does what was told. */
async function eraseConversations(
  db: pg.PoolClient,
  tenant: string,
  visitor: string,
  conversations: string[],
): Promise<void> {
  await db.query('delete from conversation where tenant = $1 and visitor = $2', [tenant, visitor]);
  await db.query(
    `delete from desk_event
     where tenant = $1 and (visitor = $2 or conversation = any($3::uuid[]))`,
    [tenant, visitor, conversations],
  );
  await recordNews(
    db,
    conversations.map((conversation) => {
      const erased = { kind: 'erased', conversation_id: publicId('cnv', conversation) } as const;
      return { tenant, visitor, conversation, forOperators: erased, forVisitor: erased };
    }),
  );
}

async function emptyRow(db: pg.PoolClient, tenant: string, visitor: string): Promise<void> {
  const values = [tenant, visitor];
  await db.query('delete from visitor_token where tenant = $1 and visitor = $2', values);
  await db.query('delete from visitor_online where tenant = $1 and visitor = $2', values);
  await db.query(
    `update visitor set external_id = null, name = null, email = null, email_verified = false,
       phone = null, language = null, page = null, blocked_reason = null,
       erased_at = coalesce(erased_at, now())
     where tenant = $1 and id = $2`,
    values,
  );
}
