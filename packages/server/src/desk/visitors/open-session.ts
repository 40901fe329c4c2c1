import type { Identity, Page } from '@belay/contract/desk/visitor';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';
import type { Context } from '../../context.ts';
import { uuidv7 } from '../../memory/ids.ts';
import type { AgentRow } from '../agents/agent-row.ts';
import { noSuchAgent } from '../agents/no-such-agent.ts';
import { deskTransaction } from '../conversation/state/desk-transaction.ts';
import { lockVisitor } from '../conversation/state/lock-visitor.ts';
import { captureIdentity } from '../leads/capture-identity.ts';
import { identifiedVisitor } from './identified-visitor.ts';
import { lockConversations } from './lock-conversations.ts';
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
  const session = await deskTransaction(ctx, async ({ db }) => {
    if (identity) await lockAll(db, tenant, known?.visitor, identity.external_id);
    const found = identity
      ? await identifiedVisitor(ctx, db, tenant, identity, known?.visitor)
      : undefined;
    const visitor = found?.visitor ?? known?.visitor ?? (await newVisitor(ctx, db, tenant));
    const stands = visitor === known?.visitor && known.agent === agent.id;
    if (
      !agent.serves &&
      !(stands && agent.isPublic) &&
      !(await hasConversation(db, visitor, agent))
    )
      refuseNewcomer(agent);
    await notice(db, tenant, visitor, wish);
    if (identity) {
      if (found?.merged) await captureIdentity(ctx, db, { tenant, visitor, agent: agent.id });
      await recordVisitorNews(db, tenant, visitor);
    }
    return {
      visitor,
      merged: found?.merged,
      token: stands ? undefined : await giveToken(db, { tenant, visitor, agent: agent.id }),
    };
  });
  if (session.merged) ctx.desk.dismiss(tenant, session.merged);
  return session;
}

/** Both histories that may become one: what is under way in them is written before it, or after. */
async function lockAll(
  db: pg.PoolClient,
  tenant: string,
  current: string | undefined,
  externalId: string,
): Promise<void> {
  const { rows } = await db.query<{ id: string }>(
    'select id from visitor where tenant = $1 and external_id = $2',
    [tenant, externalId],
  );
  const both = [...new Set([...(current ? [current] : []), ...rows.map(({ id }) => id)])].sort();
  for (const visitor of both) await lockVisitor(db, { tenant, visitor });
  await lockConversations(db, tenant, both);
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
