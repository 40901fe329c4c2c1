import type pg from 'pg';

/**
 * Erases what has waited for more than 7 days, for a paused connector mostly (SYN-16); a history
 * audit is owed instead. Answers the connectors. Any process may run it at any time.
 */
export async function sweepInbox(db: pg.Pool): Promise<string[]> {
  const { rows } = await db.query<{ connector: string }>(
    `with old as (
       delete from delivery d using connector c
       where d.tenant = c.tenant and d.connector = c.id
         and d.received_at < now() - interval '7 days'
       returning d.tenant, d.connector, d.at_lo
     )
     insert into delivery_gap (tenant, connector, reason, audit, since)
     select tenant, connector, 'expired', 'history', to_timestamp(min(at_lo) / 1000.0)
     from old group by tenant, connector order by tenant, connector
     on conflict (tenant, connector, reason) do update
       set since = least(delivery_gap.since, excluded.since), noticed_at = excluded.noticed_at
     returning connector`,
  );
  return rows.map(({ connector }) => connector);
}
