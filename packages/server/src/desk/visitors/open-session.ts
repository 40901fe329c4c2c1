import type { Identity, Page } from '@belay/contract/desk/visitor';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { uuidv7 } from '../../memory/ids.ts';
import type { AgentRow } from '../agents/agent-row.ts';
import { noSuchAgent } from '../agents/no-such-agent.ts';
import { lockVisitor } from '../conversation/state/lock-visitor.ts';
import { captureIdentity } from '../leads/capture-identity.ts';
import { identifiedVisitor } from './identified-visitor.ts';
import { recordVisitorNews } from './record-visitor-news.ts';
import { giveToken, type TokenRow } from './visitor-token.ts';

export interface SessionWish {
  agent: AgentRow;
  /** whose token was sent, if anybody's of this tenant */
  known: TokenRow | undefined;
  /** verified */
  identity: Identity | undefined;
  language: string | undefined;
  page: Page | undefined;
}

export interface OpenedSession {
  visitor: string;
  /** told once; undefined: the one that was sent stands */
  token: string | undefined;
}

/**
 * A widget begins: a visitor who is known goes on, an identity opens its own history, anybody else
 * is new. Throws CONFLICT and NOT_FOUND where nobody new is taken.
 */
export async function openSession(ctx: Context, wish: SessionWish): Promise<OpenedSession> {
  const { agent, known, identity } = wish;
  const { tenant } = agent;
  if (!known && !identity) refuseNewcomer(agent);
  const session = await inTransaction(ctx.pool, async (db) => {
    // a message that is under way is written before it, or after
    if (known && identity) await lockVisitor(db, { tenant, visitor: known.visitor });
    const found = identity
      ? await identifiedVisitor(ctx, db, tenant, identity, known?.visitor)
      : undefined;
    const visitor = found?.visitor ?? known?.visitor ?? (await newVisitor(ctx, db, tenant));
    if (visitor !== known?.visitor && !(await hasConversation(db, visitor, agent)))
      refuseNewcomer(agent);
    await notice(db, tenant, visitor, wish);
    if (identity) {
      if (found?.merged) await captureIdentity(ctx, db, { tenant, visitor, agent: agent.id });
      await recordVisitorNews(db, tenant, visitor);
    }
    const stands = visitor === known?.visitor && known.agent === agent.id;
    return {
      visitor,
      merged: found?.merged,
      token: stands ? undefined : await giveToken(db, { tenant, visitor, agent: agent.id }),
    };
  });
  if (session.merged) ctx.desk.dismiss(tenant, session.merged);
  if (identity) ctx.desk.wake();
  return session;
}

/** Nobody begins to talk to an agent that doesn't serve; a private one isn't even there. */
function refuseNewcomer(agent: AgentRow): void {
  if (agent.serves) return;
  if (!agent.isPublic) throw noSuchAgent();
  throw new BelayError('CONFLICT', 'The assistant takes a break. Try again later.', {
    reason: 'agent_unavailable',
  });
}

async function newVisitor(ctx: Context, db: pg.PoolClient, tenant: string): Promise<string> {
  const id = uuidv7(ctx.now());
  await db.query('insert into visitor (tenant, id) values ($1, $2)', [tenant, id]);
  return id;
}

async function hasConversation(
  db: pg.PoolClient,
  visitor: string,
  agent: AgentRow,
): Promise<boolean> {
  const { rows } = await db.query(
    'select from conversation where tenant = $1 and visitor = $2 and agent = $3 limit 1',
    [agent.tenant, visitor, agent.id],
  );
  return rows.length > 0;
}

/** Where they are and what they speak: claims of their browser. */
async function notice(
  db: pg.PoolClient,
  tenant: string,
  visitor: string,
  { language, page }: SessionWish,
): Promise<void> {
  await db.query(
    `update visitor set last_seen_at = now(), language = coalesce($3, language),
            page = coalesce($4, page)
     where tenant = $1 and id = $2`,
    [tenant, visitor, language ?? null, page === undefined ? null : JSON.stringify(page)],
  );
}
