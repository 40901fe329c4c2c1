import type pg from 'pg';
import { recordAudit } from '../../auth/audit/record-audit.ts';
import type { Caller } from '../../auth/authorize.ts';

/** What a person did to how Slack is connected, in the transaction of the change. Never a secret. */
export async function auditSlack(
  db: pg.Pool | pg.PoolClient,
  nowMs: number,
  caller: Pick<Caller, 'tenant' | 'actor'> & { jti?: string },
  what: string,
  details: Record<string, unknown>,
): Promise<void> {
  const { tenant, actor, jti } = caller;
  await recordAudit(db, nowMs, {
    ...{ tenant, actor, endpoint: `slack.${what}`, capability: 'desk.manage', details },
    ...(jti === undefined ? {} : { jti }),
  });
}
