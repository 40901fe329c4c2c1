import { createHash, randomBytes } from 'node:crypto';
import { BelayError } from '@belay/contract/error';
import type { Context as HonoContext } from 'hono';
import type pg from 'pg';
import type { AppEnv } from '../../http/app-env.ts';

const prefix = 'bvt_';

/** A new token: 256 random bits, told once. The database keeps its hash (DSK-9). */
export async function giveToken(
  db: pg.PoolClient,
  { tenant, visitor, agent }: { tenant: string; visitor: string; agent: string },
): Promise<string> {
  const token = prefix + randomBytes(32).toString('base64url');
  await db.query(
    'insert into visitor_token (token_hash, tenant, visitor, agent) values ($1, $2, $3, $4)',
    [hashOf(token), tenant, visitor, agent],
  );
  return token;
}

/** The hash of the token that a request carries in `Authorization`; undefined: it carries none. */
export function sentToken(c: HonoContext<AppEnv>): Buffer | undefined {
  const token = c.req.header('authorization')?.match(/^Bearer (\S+)$/i)?.[1];
  return token?.startsWith(prefix) ? hashOf(token) : undefined;
}

/**
 * Rows are found by this hash: comparing it in an index tells nobody anything about the token,
 * however long it takes.
 */
function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

export interface TokenRow {
  tenant: string;
  visitor: string;
  agent: string;
  isBlocked: boolean;
  lastSeenAt: Date;
}

/** Whose token it is; undefined: nobody's, or not any more. */
export async function findToken(pool: pg.Pool, hash: Buffer): Promise<TokenRow | undefined> {
  const { rows } = await pool.query<TokenRow>({
    name: 'visitor-token',
    text: `select t.tenant, t.visitor, t.agent, v.blocked_at is not null as "isBlocked",
                  v.last_seen_at as "lastSeenAt"
           from visitor_token t join visitor v on v.tenant = t.tenant and v.id = t.visitor
           where t.token_hash = $1 and v.erased_at is null`,
    values: [hash],
  });
  return rows[0];
}

/** The same for all that a blocked visitor may ask. */
export function blocked(): BelayError {
  return new BelayError(
    'POLICY_DENIED',
    'You can’t write here any more: the team has ended this contact.',
    { decided_by_tier: 'visitor', reason: 'blocked' },
  );
}
