import { randomBytes } from 'node:crypto';
import type { AgentIdentitySecret } from '@belay/contract/desk/agent';
import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { identitySecretName } from './identity-secret-name.ts';
import { noSuchAgent } from './no-such-agent.ts';
import { recordAgentChange } from './record-agent-change.ts';

/** Another secret to sign visitors' identities with; the one before is worth nothing from now on. */
export async function makeIdentitySecret(
  ctx: Context,
  caller: Caller,
  agent: string,
): Promise<AgentIdentitySecret> {
  const secret = randomBytes(32).toString('hex');
  const at = new Date(ctx.now());
  const sealed = ctx.sealer.seal(identitySecretName({ tenant: caller.tenant, id: agent }), secret);
  await inTransaction(ctx.pool, async (db) => {
    await store(db, caller.tenant, agent, { sealed, at });
    await recordAgentChange(db, caller, ctx.now(), { what: 'make_identity_secret', agent });
  });
  return { secret, created_at: at.toISOString() };
}

/** No signed identity is believed any more. */
export async function removeIdentitySecret(
  ctx: Context,
  caller: Caller,
  agent: string,
): Promise<void> {
  await inTransaction(ctx.pool, async (db) => {
    await store(db, caller.tenant, agent, { sealed: null, at: null });
    await recordAgentChange(db, caller, ctx.now(), { what: 'remove_identity_secret', agent });
  });
}

async function store(
  db: pg.PoolClient,
  tenant: string,
  agent: string,
  { sealed, at }: { sealed: Buffer | null; at: Date | null },
): Promise<void> {
  const { rowCount } = await db.query(
    `update agent set identity_secret = $3, identity_secret_at = $4 where tenant = $1 and id = $2`,
    [tenant, agent, sealed, at],
  );
  if (rowCount === 0) throw noSuchAgent();
}
