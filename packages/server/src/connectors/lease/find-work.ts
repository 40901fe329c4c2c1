import type pg from 'pg';

/** An installation that somebody has to work for, and how long its lease still runs. */
export interface InstallationAtWork {
  tenant: string;
  installation: string;
  owner: string | null;
  /** ms by the database's clock; not above 0: free */
  leftMs: number;
}

/** Over all tenants: those with a connector that runs or is to be deleted. */
const statement = `
select i.tenant, i.id as installation, l.owner,
       case when l.owner is null or not isfinite(l.expires_at) then 0
            else extract(epoch from l.expires_at - clock_timestamp())::float8 * 1000 end as "leftMs"
from slack_installation i
left join lease l on l.tenant = i.tenant and l.installation = i.id
where exists (select from connector c
              where c.tenant = i.tenant and c.installation = i.id and c.wanted <> 'paused')`;

export async function findWork(pool: pg.Pool): Promise<InstallationAtWork[]> {
  const { rows } = await pool.query<InstallationAtWork>({ name: 'find-work', text: statement });
  return rows;
}
