import type { modelBody } from '@belay/contract/desk/model';
import { BelayError } from '@belay/contract/error';
import type { z } from 'zod';
import { recordAudit } from '../../auth/audit/record-audit.ts';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { healthOf, modelKeyName } from './model-endpoint.ts';

/**
 * A tenant's own endpoint. A key that stands is kept only for the same place: sent to another one it
 * would be given away. Throws INVALID_BODY then.
 */
export async function storeEndpoint(
  ctx: Context,
  caller: Caller,
  { url, model, key, daily_tokens }: z.output<typeof modelBody>,
): Promise<void> {
  const { tenant } = caller;
  const sealed = key ? ctx.sealer.seal(modelKeyName(tenant), key) : null;
  await inTransaction(ctx.pool, async (db) => {
    const { rows } = await db.query<{ url: string; key: Buffer | null }>(
      'select url, key from model_endpoint where tenant = $1 for update',
      [tenant],
    );
    const [before] = rows;
    if (key === undefined && before?.key && new URL(before.url).origin !== new URL(url).origin)
      throw new BelayError(
        'INVALID_BODY',
        'The address leads to another server, and the stored key belongs to the old one. Enter the key that goes with it, or an empty one.',
        { field: 'key', reason: 'another server' },
      );
    await db.query(
      `insert into model_endpoint (tenant, url, model, key, daily_tokens) values ($1, $2, $3, $4, $5)
       on conflict (tenant) do update
       set url = excluded.url, model = excluded.model, daily_tokens = excluded.daily_tokens,
           key = case when $6::boolean then model_endpoint.key else excluded.key end,
           trouble = null, trouble_at = null, updated_at = now()`,
      [tenant, url, model, sealed, daily_tokens, key === undefined],
    );
    await recordAudit(db, ctx.now(), {
      ...caller,
      endpoint: 'desk.model_change',
      capability: 'desk.manage',
      details: { host: new URL(url).host, model },
    });
  });
  ctx.modelHealth.answered(healthOf(url, tenant));
}

/** Back to the server's own, or to none. */
export async function removeEndpoint(ctx: Context, caller: Caller): Promise<void> {
  await inTransaction(ctx.pool, async (db) => {
    const { rowCount } = await db.query('delete from model_endpoint where tenant = $1', [
      caller.tenant,
    ]);
    if (rowCount === 0) return;
    await recordAudit(db, ctx.now(), {
      ...caller,
      endpoint: 'desk.model_remove',
      capability: 'desk.manage',
      details: {},
    });
  });
}
