import type { ConnectorSettings } from '@belay/contract/connector';
import type pg from 'pg';
import type { Fence } from '../lease/fence.ts';

/** An installation as its worker needs it. */
export interface InstallationAtHand {
  tenant: string;
  id: string;
  teamId: string;
  domain: string;
  /** of the workspace, with a slash at the end */
  url: string;
  rootScope: string;
  /** sealed; null: purged */
  token: Buffer | null;
  /** the Web API of the sandbox beside this server; null: as configured */
  apiUrl: string | null;
  state: 'active' | 'revoked' | 'removed';
  reason: string | null;
  /** what the limits were when they were last stored */
  rateState: unknown;
  connectors: ConnectorAtHand[];
}

/** A connector as people want it now. */
export interface ConnectorAtHand {
  id: string;
  name: string;
  wanted: 'running' | 'paused' | 'deleting';
  forgets: boolean;
  settings: ConnectorSettings;
  epoch: number;
  actor: string;
  status: unknown;
  /** ms since the epoch */
  createdAt: number;
  /** uploads that nobody has read yet, and gaps that an audit has to close */
  imports: number;
  gaps: number;
}

const statement = `
select i.tenant, i.id, i.team_id as "teamId", i.domain, i.url, t.root_scope as "rootScope",
       i.token, i.api_url as "apiUrl", i.state, i.reason, i.rate_state as "rateState",
       coalesce(jsonb_agg(jsonb_build_object(
         'id', c.id, 'name', c.name, 'wanted', c.wanted, 'forgets', c.forgets,
         'settings', c.settings, 'epoch', c.epoch, 'actor', c.actor, 'status', c.status,
         'createdAt', (extract(epoch from c.created_at) * 1000)::bigint,
         'imports', (select count(*) from connector_import m
                     where m.tenant = c.tenant and m.connector = c.id
                       and m.state in ('waiting', 'reading')),
         'gaps', (select count(*) from delivery_gap g
                  where g.tenant = c.tenant and g.connector = c.id)
       ) order by c.created_at, c.id) filter (where c.id is not null), '[]') as connectors
from slack_installation i
join tenant t on t.id = i.tenant
left join connector c on c.tenant = i.tenant and c.installation = i.id
where i.tenant = $1 and i.id = $2
group by i.tenant, i.id, t.id`;

/** The installation with all of its connectors; undefined once it is gone. */
export async function readConnectors(
  pool: pg.Pool,
  { tenant, installation }: Pick<Fence, 'tenant' | 'installation'>,
): Promise<InstallationAtHand | undefined> {
  const { rows } = await pool.query<InstallationAtHand>({
    name: 'read-connectors',
    text: statement,
    values: [tenant, installation],
  });
  return rows[0];
}
