import type pg from 'pg';
import { covers } from '../capabilities.ts';
import {
  isWithin,
  type Reach,
  type ReachRow,
  reachOf,
  readsAllPrivate,
  scopesWithin,
} from '../people/reach.ts';
import { roleCapabilities } from '../roles.ts';

/**
 * Ends what a person made in this tenant and would no longer be allowed to make: API tokens, and
 * invitations nobody accepted yet. `left` undefined: they are out, and all of it ends.
 */
export async function endExcess(
  client: pg.PoolClient,
  tenant: string,
  person: string,
  left: Reach | undefined,
  rootScope: string,
): Promise<void> {
  await revokeTokens(client, tenant, person, left, rootScope);
  const { rows } = await client.query<ReachRow & { id: string }>(
    `select id, role, scopes, all_private, private_channels from invitation
     where tenant = $1 and invited_by = $2 and accepted_at is null`,
    [tenant, person],
  );
  const mayInvite = left && holds(left, 'members.manage');
  const ended = rows.filter((row) => !mayInvite || !isWithin(reachOf(row), left, rootScope));
  await client.query('delete from invitation where tenant = $1 and id = any($2)', [
    tenant,
    ended.map(({ id }) => id),
  ]);
}

async function revokeTokens(
  client: pg.PoolClient,
  tenant: string,
  person: string,
  left: Reach | undefined,
  rootScope: string,
): Promise<void> {
  const { rows } = await client.query<{
    jti: string;
    capabilities: string[];
    scopes: string[];
    private_channels: boolean;
  }>(
    `select a.jti, a.capabilities, a.private_channels, m.scopes
     from api_token a join minted_token m on m.jti = a.jti
     where a.tenant = $1 and a.created_by = $2 and m.expires_at > now()`,
    [tenant, person],
  );
  const fits = (token: (typeof rows)[number]) =>
    left !== undefined &&
    holds(left, 'auth.mint') &&
    // what only an operator of the server could give, they give in any role
    token.capabilities.every((name) => name === 'diagnostics.read' || holds(left, name)) &&
    scopesWithin(token.scopes, left.scopes ?? [rootScope]) &&
    (!token.private_channels || readsAllPrivate(left));
  await client.query(
    `insert into revoked_token (jti, tenant, reason, expires_at)
     select m.jti, m.tenant, 'its maker may no longer do this', m.expires_at
     from minted_token m where m.tenant = $1 and m.jti = any($2)
     on conflict (jti) do nothing`,
    [tenant, rows.filter((token) => !fits(token)).map(({ jti }) => jti)],
  );
}

function holds({ role }: Reach, capability: string): boolean {
  return roleCapabilities[role].some((granted) => covers(granted, capability));
}
