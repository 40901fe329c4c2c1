import type { InvitationPreview } from '@belay/contract/people';
import type pg from 'pg';
import { linkSpent } from '../links/link-spent.ts';
import { linkTokenHash } from '../links/link-token.ts';
import type { ReachRow } from '../people/reach.ts';

export interface OpenInvitation extends ReachRow {
  tenant: string;
  id: string;
  email: string;
  organisation: string;
  invited_by: string;
  has_account: boolean;
}

/** What a link invites to. Throws 410 when it was used, withdrawn, replaced or is too old. */
export async function findOpenInvitation(pool: pg.Pool, token: string): Promise<OpenInvitation> {
  const { rows } = await pool.query<OpenInvitation>(
    `select i.tenant, i.id, i.email, i.role, i.scopes, i.all_private, i.private_channels,
            o.name as organisation, p.name as invited_by,
            exists (select from person where email = i.email) as has_account
     from invitation i
     join organisation o on o.tenant = i.tenant
     join person p on p.id = i.invited_by
     where i.token_hash = $1 and i.accepted_at is null and i.expires_at > now()`,
    [linkTokenHash(token)],
  );
  const found = rows[0];
  if (found) return found;
  throw invitationSpent();
}

export function invitationSpent() {
  return linkSpent('Ask whoever invited you for a new one.');
}

export function previewOf(found: OpenInvitation): InvitationPreview {
  const { organisation, email, role, invited_by, has_account } = found;
  return { organisation, email, role, invited_by, has_account };
}
