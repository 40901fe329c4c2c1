import type { InvitationView, Role } from '@belay/contract/people';
import type pg from 'pg';
import { publicId } from '../../memory/ids.ts';

/** The invitations that can still be accepted, the newest first; one of them, if named. */
export async function listInvitations(
  pool: pg.Pool,
  tenant: string,
  id?: string,
): Promise<InvitationView[]> {
  const { rows } = await pool.query<{
    id: string;
    email: string;
    role: Role;
    invited_by: string;
    created_at: Date;
    expires_at: Date;
  }>(
    `select i.id, i.email, i.role, p.name as invited_by, i.created_at, i.expires_at
     from invitation i join person p on p.id = i.invited_by
     where i.tenant = $1 and ($2::uuid is null or i.id = $2)
       and i.accepted_at is null and i.expires_at > now()
     order by i.created_at desc, i.id`,
    [tenant, id ?? null],
  );
  return rows.map((row) => ({
    id: publicId('inv', row.id),
    email: row.email,
    role: row.role,
    invited_by: row.invited_by,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  }));
}
