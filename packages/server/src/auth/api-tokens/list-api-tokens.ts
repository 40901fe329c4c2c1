import type { ApiTokenView } from '@belay/contract/people';
import type pg from 'pg';

/** The API tokens of an organisation, the newest first, revoked and expired ones too; or one of them. */
export async function listApiTokens(
  pool: pg.Pool,
  tenant: string,
  jti?: string,
): Promise<ApiTokenView[]> {
  const { rows } = await pool.query<{
    jti: string;
    name: string;
    subject: string;
    scopes: string[];
    capabilities: string[];
    private_channels: boolean;
    created_by: string;
    created_at: Date;
    expires_at: Date;
    revoked_at: Date | null;
  }>(
    `select a.jti, a.name, m.subject, m.scopes, a.capabilities, a.private_channels,
            p.name as created_by, a.created_at, m.expires_at, r.revoked_at
     from api_token a
     join minted_token m on m.jti = a.jti
     join person p on p.id = a.created_by
     left join revoked_token r on r.jti = a.jti
     where a.tenant = $1 and ($2::text is null or a.jti = $2)
     order by a.created_at desc, a.jti
     limit 1000`,
    [tenant, jti ?? null],
  );
  return rows.map(({ subject, created_at, expires_at, revoked_at, ...row }) => ({
    ...row,
    actor: subject,
    created_at: created_at.toISOString(),
    expires_at: expires_at.toISOString(),
    revoked_at: revoked_at?.toISOString() ?? null,
  }));
}
