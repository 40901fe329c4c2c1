import type { Membership, Role } from '@belay/contract/people';
import type pg from 'pg';
import { privateChannelsOf } from '../session/find-session.ts';

/** The organisations of a person, in the order in which they joined. */
export async function membershipsOf(pool: pg.Pool, person: string): Promise<Membership[]> {
  const { rows } = await pool.query<{
    tenant: string;
    name: string;
    role: Role;
    root_scope: string;
    scopes: string[] | null;
    private_channels: string[];
    all_private: boolean;
    is_demo: boolean;
  }>(
    `select m.tenant, o.name, m.role, t.root_scope, m.scopes, m.private_channels, m.all_private, o.is_demo
     from member m
     join organisation o on o.tenant = m.tenant
     join tenant t on t.id = m.tenant
     where m.person = $1
     order by m.joined_at, o.is_demo, m.tenant`,
    [person],
  );
  return rows.map((row) => ({
    id: row.tenant,
    name: row.name,
    role: row.role,
    root_scope: row.root_scope,
    scopes: row.scopes,
    private_channels: privateChannelsOf(row),
    is_demo: row.is_demo,
  }));
}
