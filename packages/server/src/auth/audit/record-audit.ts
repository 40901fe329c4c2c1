import type pg from 'pg';
import { uuidv7 } from '../../memory/ids.ts';

export interface AuditEntry {
  tenant: string;
  actor: string;
  /** what was done, e.g. `members.change` */
  endpoint: string;
  jti?: string;
  capability?: string;
  scope?: string;
  /** ids and words that a reader of the audit may see: never a secret, never a text of the memory */
  details?: Record<string, unknown>;
}

/** One row of the audit, in the transaction of what it tells of. */
export async function recordAudit(
  db: pg.Pool | pg.PoolClient,
  nowMs: number,
  entry: AuditEntry,
): Promise<void> {
  await db.query(
    `insert into audit (tenant, id, ts, actor, token_jti, scope, endpoint, capability, decision, details)
     values ($1, $2, clock_timestamp(), $3, $4, $5, $6, $7, 'allow', $8)`,
    [
      entry.tenant,
      uuidv7(nowMs),
      entry.actor,
      entry.jti ?? null,
      entry.scope ?? null,
      entry.endpoint,
      entry.capability ?? null,
      JSON.stringify(entry.details ?? {}),
    ],
  );
}
