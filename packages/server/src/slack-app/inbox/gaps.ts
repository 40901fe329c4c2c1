import type pg from 'pg';
import type { Installed } from '../book/installation-book.ts';

/** Events were lost: `audit` closes the gap (SYN-12). */
export interface Gap {
  reason: 'rate_limited' | 'expired' | 'reconnected';
  audit: 'quick' | 'history';
  /** ms since the epoch: nothing older is missing */
  since: number;
  /** what `closeGaps` compares: a loss during the audit stays owed */
  noticedAt: string;
}

type Db = pg.Pool | pg.PoolClient;

/** Owes the connectors of these installations an audit; answers which connectors they are. */
export async function noteGap(
  db: Db,
  installations: Pick<Installed, 'tenant' | 'id'>[],
  { reason, audit, since }: Omit<Gap, 'noticedAt'>,
): Promise<string[]> {
  const { rows } = await db.query<{ connector: string }>(
    `insert into delivery_gap (tenant, connector, reason, audit, since)
     select c.tenant, c.id, $3, $4, $5
     from unnest($1::uuid[], $2::uuid[]) as i (tenant, id)
     join connector c on c.tenant = i.tenant and c.installation = i.id
     where c.wanted in ('running', 'paused')
     order by c.tenant, c.id
     on conflict (tenant, connector, reason) do update
       set since = least(delivery_gap.since, excluded.since), noticed_at = excluded.noticed_at
     returning connector`,
    [
      installations.map(({ tenant }) => tenant),
      installations.map(({ id }) => id),
      ...[reason, audit, new Date(since)],
    ],
  );
  return rows.map(({ connector }) => connector);
}

/** What is owed to one connector. */
export async function gapsOf(db: Db, tenant: string, connector: string): Promise<Gap[]> {
  const { rows } = await db.query<Omit<Gap, 'since'> & { since: Date }>(
    `select reason, audit, since, noticed_at::text as "noticedAt"
     from delivery_gap where tenant = $1 and connector = $2`,
    [tenant, connector],
  );
  return rows.map((row) => ({ ...row, since: row.since.getTime() }));
}

/** The audits of these gaps, as they were read before, are done. */
export async function closeGaps(
  db: Db,
  tenant: string,
  connector: string,
  gaps: readonly Gap[],
): Promise<void> {
  await db.query(
    `delete from delivery_gap g using unnest($3::text[], $4::timestamptz[]) as d (reason, noticed_at)
     where g.tenant = $1 and g.connector = $2
       and g.reason = d.reason and g.noticed_at = d.noticed_at`,
    [tenant, connector, gaps.map(({ reason }) => reason), gaps.map(({ noticedAt }) => noticedAt)],
  );
}
