import type pg from 'pg';
import { recordAudit } from './record-audit.ts';

/** What a person did about their own account, told in each of their organisations. */
export async function recordPersonAudit(
  client: pg.Pool | pg.PoolClient,
  nowMs: number,
  person: string,
  entry: { endpoint: string; jti?: string; details?: Record<string, unknown> },
): Promise<void> {
  const { rows } = await client.query<{ tenant: string; email: string }>(
    `select m.tenant, p.email from member m join person p on p.id = m.person where m.person = $1`,
    [person],
  );
  for (const { tenant, email } of rows)
    await recordAudit(client, nowMs, { tenant, actor: `user:${email}`, ...entry });
}
