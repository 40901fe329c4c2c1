import { BelayError } from '@belay/contract/error';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { recordAudit } from '../audit/record-audit.ts';
import type { Caller } from '../authorize.ts';

/** Ends an API token and all that were minted from it. A second time is no error. */
export async function revokeApiToken(ctx: Context, caller: Caller, jti: string): Promise<void> {
  const { tenant } = caller;
  if (!/^jti_\w{1,64}$/.test(jti)) throw noSuchToken();
  await inTransaction(ctx.pool, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      'select name from api_token where tenant = $1 and jti = $2',
      [tenant, jti],
    );
    if (!rows[0]) throw noSuchToken();
    const { rowCount } = await client.query(
      `insert into revoked_token (jti, tenant, reason, expires_at)
       select jti, tenant, $3, expires_at from minted_token where tenant = $1 and jti = $2
       on conflict (jti) do nothing`,
      [tenant, jti, `revoked by ${caller.actor}`],
    );
    if (rowCount === 0) return;
    await recordAudit(client, ctx.now(), {
      ...{ tenant, actor: caller.actor, jti: caller.jti },
      endpoint: 'api-tokens.revoke',
      capability: 'auth.mint',
      details: { jti, name: rows[0].name },
    });
  });
  await ctx.tokens.changed();
}

function noSuchToken(): BelayError {
  return new BelayError('NOT_FOUND', 'There is no such token.');
}
