import type { Role } from '@belay/contract/people';
import type pg from 'pg';
import { roleCapabilities } from '../../auth/roles.ts';

export interface DeskPerson {
  id: string;
  name: string;
  role: Role;
  /** false: they said that they are away, and are asked last */
  available: boolean;
}

/** Members who may answer visitors: whom a conversation can be assigned to. */
export async function listPeople(pool: pg.Pool, tenant: string): Promise<DeskPerson[]> {
  const { rows } = await pool.query<DeskPerson>(
    `select p.id, p.name, m.role, not exists (
       select from away a where a.tenant = m.tenant and a.person = m.person) as available
     from member m join person p on p.id = m.person
     where m.tenant = $1 order by available desc, lower(p.name), p.id`,
    [tenant],
  );
  return rows.filter(({ role }) => roleCapabilities[role].includes('desk.operate'));
}
