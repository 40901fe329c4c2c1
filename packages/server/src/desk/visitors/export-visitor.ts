import type pg from 'pg';
import type { Context } from '../../context.ts';
import { publicId } from '../../memory/ids.ts';
import { conversationViews } from '../conversation/views/conversation-views.ts';
import { messageViews } from '../conversation/views/message-views.ts';
import { type LeadRow, leadColumns, leadView } from '../leads/lead-view.ts';
import { type VisitorRow, visitorView } from './visitor-view.ts';

const atOnce = 200;

/** Everything about one visitor, as pieces of one JSON document: never all of it in memory (SEC-7). */
export async function* exportVisitor(
  ctx: Context,
  tenant: string,
  row: VisitorRow,
): AsyncGenerator<string> {
  const { pool } = ctx;
  yield `{"exported_at":${JSON.stringify(new Date(ctx.now()).toISOString())}`;
  yield `,"visitor":${JSON.stringify(visitorView(row))}`;
  yield `,"leads":${JSON.stringify(await leadsOf(pool, tenant, row.id))}`;
  yield `,"letters":${JSON.stringify(await lettersOf(pool, tenant, row.id))}`;
  yield ',"conversations":[';
  const { rows } = await pool.query<{ id: string }>(
    'select id from conversation where tenant = $1 and visitor = $2 order by created_at, id',
    [tenant, row.id],
  );
  for (const [n, { id }] of rows.entries()) {
    const [conversation] = await conversationViews(pool, tenant, [id]);
    yield `${n > 0 ? ',' : ''}{"conversation":${JSON.stringify(conversation ?? null)}`;
    yield `,"actions":${JSON.stringify(await actionsOf(pool, tenant, id))},"messages":[`;
    yield* messages(ctx, tenant, id);
    yield ']}';
  }
  yield ']}\n';
}

/** The oldest last: pages are read backwards. */
async function* messages(
  ctx: Context,
  tenant: string,
  conversation: string,
): AsyncGenerator<string> {
  let before: number | null = null;
  for (;;) {
    const page = await messageViews(
      ctx,
      ctx.pool,
      { tenant, conversation },
      {
        before,
        limit: atOnce,
      },
    );
    for (const message of page.reverse()) {
      yield `${before === null ? '' : ','}${JSON.stringify(message)}`;
      before = message.seq;
    }
    if (page.length < atOnce) return;
  }
}

async function leadsOf(pool: pg.Pool, tenant: string, visitor: string) {
  const { rows } = await pool.query<LeadRow>(
    `select ${leadColumns} where l.tenant = $1 and l.visitor = $2 order by l.id`,
    [tenant, visitor],
  );
  return rows.map(leadView);
}

async function lettersOf(pool: pg.Pool, tenant: string, visitor: string) {
  const { rows } = await pool.query(
    `select recipient, subject, body, state, created_at, ended_at from letter
     where tenant = $1 and visitor = $2 order by created_at`,
    [tenant, visitor],
  );
  return rows;
}

async function actionsOf(pool: pg.Pool, tenant: string, conversation: string) {
  const { rows } = await pool.query<{ id: string }>(
    `select id, parameters, state, outcome, begun_at, ended_at from action_run
     where tenant = $1 and conversation = $2 order by begun_at`,
    [tenant, conversation],
  );
  return rows.map(({ id, ...run }) => ({ id: publicId('run', id), ...run }));
}
