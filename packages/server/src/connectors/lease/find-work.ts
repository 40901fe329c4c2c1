import type pg from 'pg';
import type { LeaseKind } from './fence.ts';
import { lifeLock } from './hold-life.ts';

/** An installation that somebody has to work for, and how long its lease still runs. */
export interface InstallationAtWork {
  tenant: string;
  installation: string;
  owner: string | null;
  /** ms by the database's clock; not above 0: free */
  leftMs: number;
}

/** Over all tenants. */
const wanted: Readonly<Record<LeaseKind, string>> = {
  // those with a connector that runs or is to be deleted
  connectors: `exists (select from connector c
    where c.tenant = i.tenant and c.installation = i.id and c.wanted <> 'paused')`,
  // those that an agent is bound to, and those that still have something to say or to take back
  desk: `(exists (select from slack_binding b where b.tenant = i.tenant and b.installation = i.id)
    or exists (select from slack_post p where p.tenant = i.tenant and p.installation = i.id
                 and p.state in ('waiting', 'sending'))
    or exists (select from slack_post p where p.tenant = i.tenant and p.installation = i.id
                 and p.redraw_at is not null))`,
};

const statement = (kind: LeaseKind) => `
with alive as (
  select k.objid::bigint as life from pg_locks k
  where k.locktype = 'advisory' and k.classid = ${lifeLock} and k.granted
    and k.database = (select oid from pg_database where datname = current_database()))
select i.tenant, i.id as installation, l.owner,
       case when l.owner is null or not isfinite(l.expires_at)
              or l.life is not null and l.life not in (select life from alive) then 0
            else extract(epoch from l.expires_at - clock_timestamp())::float8 * 1000 end as "leftMs"
from slack_installation i
left join lease l on l.tenant = i.tenant and l.installation = i.id and l.kind = $1
where ${wanted[kind]}`;

export async function findWork(pool: pg.Pool, kind: LeaseKind): Promise<InstallationAtWork[]> {
  const { rows } = await pool.query<InstallationAtWork>({
    name: `find-work-${kind}`,
    text: statement(kind),
    values: [kind],
  });
  return rows;
}
