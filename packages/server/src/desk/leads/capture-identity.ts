import type pg from 'pg';
import type { Context } from '../../context.ts';
import { writeLead } from './write-lead.ts';

/**
 * Somebody who talked without a name turned out to be known: their open conversation has a lead now.
 * Who was known from the beginning is a customer, and no news.
 */
export async function captureIdentity(
  ctx: Context,
  db: pg.PoolClient,
  { tenant, visitor, agent }: { tenant: string; visitor: string; agent: string },
): Promise<void> {
  const { rows } = await db.query<{ id: string; name: string | null; email: string }>(
    `select c.id, v.name, v.email from conversation c
     join visitor v on v.tenant = c.tenant and v.id = c.visitor
     where c.tenant = $1 and c.visitor = $2 and c.agent = $3 and c.state <> 'closed'
       and v.email is not null and v.email_verified
     order by c.updated_at desc limit 1`,
    [tenant, visitor, agent],
  );
  const [row] = rows;
  if (!row) return;
  const fields = [
    ...(row.name === null ? [] : [{ key: 'name', label: 'Name', value: row.name }]),
    { key: 'email', label: 'E-mail', value: row.email },
  ];
  await writeLead(ctx, db, { tenant, conversation: row.id }, fields, 'identity');
}
