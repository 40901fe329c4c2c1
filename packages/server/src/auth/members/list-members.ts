import type { MemberView, Role } from '@belay/contract/people';
import type pg from 'pg';
import { privateChannelsOf } from '../session/find-session.ts';

/** The members of an organisation, those who joined first first; of one person, if named. */
export async function listMembers(
  pool: pg.Pool,
  tenant: string,
  person?: string,
): Promise<MemberView[]> {
  const { rows } = await pool.query<{
    person: string;
    name: string;
    email: string;
    role: Role;
    scopes: string[] | null;
    all_private: boolean;
    private_channels: string[];
    joined_at: Date;
    last_seen_at: Date | null;
  }>(
    `select m.person, p.name, p.email, m.role, m.scopes, m.all_private, m.private_channels,
            m.joined_at, m.last_seen_at
     from member m join person p on p.id = m.person
     where m.tenant = $1 and ($2::uuid is null or m.person = $2)
     order by m.joined_at, m.person`,
    [tenant, person ?? null],
  );
  return rows.map((row) => ({
    user_id: row.person,
    name: row.name,
    email: row.email,
    role: row.role,
    scopes: row.scopes,
    private_channels: privateChannelsOf(row),
    joined_at: row.joined_at.toISOString(),
    last_seen_at: row.last_seen_at?.toISOString() ?? null,
  }));
}
