import type { Identity } from '@belay/contract/desk/visitor';
import type pg from 'pg';
import type { Context } from '../../context.ts';
import { uuidv7 } from '../../memory/ids.ts';
import { mergeVisitors } from './merge-visitors.ts';
import { blocked } from './visitor-token.ts';

export interface Identified {
  visitor: string;
  /** an anonymous visitor whose history became theirs */
  merged: string | undefined;
}

/**
 * The visitor that a verified identity names. An anonymous visitor becomes it, with all they said;
 * somebody who was another person until now does not. Throws for blocked ones.
 */
export async function identifiedVisitor(
  ctx: Context,
  db: pg.PoolClient,
  tenant: string,
  identity: Identity,
  current: string | undefined,
): Promise<Identified> {
  const { external_id, email = null, name = null } = identity;
  // the row is locked from here on: two tabs at once are one visitor
  const { rows } = await db.query<{ id: string; blocked: boolean }>(
    `insert into visitor as v (tenant, id, external_id, name, email, email_verified)
     values ($1, $2, $3, $4, $5::text, $5::text is not null)
     on conflict (tenant, external_id) where external_id is not null do update set
       name = coalesce(excluded.name, v.name),
       email = coalesce(excluded.email, v.email),
       email_verified = excluded.email is not null or v.email_verified
     returning id, blocked_at is not null as blocked`,
    [tenant, uuidv7(ctx.now()), external_id, name, email],
  );
  const [row] = rows;
  if (!row) throw new Error('an upsert that returned nothing');
  if (row.blocked) throw blocked();
  const isAnonymous =
    current !== undefined && current !== row.id && (await lockAnonymous(db, tenant, current));
  if (isAnonymous) await mergeVisitors(db, tenant, current, row.id);
  return { visitor: row.id, merged: isAnonymous ? current : undefined };
}

async function lockAnonymous(db: pg.PoolClient, tenant: string, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    'select from visitor where tenant = $1 and id = $2 and external_id is null for update',
    [tenant, id],
  );
  return rowCount === 1;
}
