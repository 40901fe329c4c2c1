import type { Context } from '../../context.ts';
import { findAgent } from './find-agent.ts';
import { identitySecretName } from './identity-secret-name.ts';

/** What an embedding site signs its visitors' identities with (DSK-9). Throws NOT_FOUND. */
export async function identitySecret(
  ctx: Pick<Context, 'pool' | 'sealer'>,
  { tenant, agent }: { tenant: string; agent: string },
): Promise<string | undefined> {
  const row = await findAgent(ctx.pool, { tenant, agent });
  if (row.identitySecret === null) return undefined;
  return ctx.sealer.open(identitySecretName(row), row.identitySecret);
}
