import type pg from 'pg';

/**
 * Everything of an anonymous visitor becomes an identified one's, whose site vouched for it (DSK-9).
 * The anonymous one's tokens end: who knew them before the identity was proved learns nothing by
 * them after it.
 */
export async function mergeVisitors(
  db: pg.PoolClient,
  tenant: string,
  from: string,
  into: string,
): Promise<void> {
  const values = [tenant, from, into];
  // both may have used the same client id: what was written long ago needs none
  await db.query(
    `update message m set client_id = null
     where m.tenant = $1 and m.sender = $2
       and exists (select from message o where o.tenant = $1 and o.sender = $3 and o.client_id = m.client_id)`,
    values,
  );
  await db.query('update message set sender = $3 where tenant = $1 and sender = $2', values);
  for (const table of ['conversation', 'lead', 'letter', 'desk_file'])
    await db.query(`update ${table} set visitor = $3 where tenant = $1 and visitor = $2`, values);
  await db.query(
    `update visitor v set
       name = coalesce(v.name, a.name), phone = coalesce(v.phone, a.phone),
       email = coalesce(v.email, a.email),
       first_seen_at = least(v.first_seen_at, a.first_seen_at)
     from visitor a
     where v.tenant = $1 and v.id = $3 and a.tenant = $1 and a.id = $2`,
    values,
  );
  await db.query('delete from visitor where tenant = $1 and id = $2', [tenant, from]);
}
