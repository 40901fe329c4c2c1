import type pg from 'pg';
import { agentTokenMs } from './agent-caller.ts';

/**
 * Ends what was minted from this token, in the transaction of what ends it. After its commit:
 * `ctx.tokens.changed()`.
 */
export async function revokeAgentTokens(
  db: pg.PoolClient,
  tenant: string,
  jti: string,
  { nowMs, reason }: { nowMs: number; reason: string },
): Promise<void> {
  await db.query(
    `insert into revoked_token (jti, tenant, reason, expires_at) values ($1, $2, $3, $4)
     on conflict (jti) do nothing`,
    [jti, tenant, reason, new Date(nowMs + agentTokenMs)],
  );
}
