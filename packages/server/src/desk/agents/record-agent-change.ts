import type pg from 'pg';
import { recordAudit } from '../../auth/audit/record-audit.ts';
import type { Caller } from '../../auth/authorize.ts';
import { agentId } from './agent-id.ts';

/** The audit row of a change by a person, in the transaction of the change. Never a text or a secret. */
export async function recordAgentChange(
  db: pg.PoolClient,
  caller: Caller,
  nowMs: number,
  change: { what: string; agent: string; details?: Record<string, unknown> },
): Promise<void> {
  await recordAudit(db, nowMs, {
    ...caller,
    endpoint: `agents.${change.what}`,
    capability: 'desk.manage',
    details: { agent_id: agentId(change.agent), ...change.details },
  });
}
