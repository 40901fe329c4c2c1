import { BelayError } from '@belay/contract/error';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { baseScope } from './base-scope.ts';
import { findConnector, manageableConnector } from './find-connector.ts';
import { recordChange } from './record-change.ts';

interface Wish {
  wanted: 'running' | 'paused' | 'deleting';
  forgets?: boolean;
  what: 'pause' | 'resume' | 'delete';
  details?: Record<string, unknown>;
}

/**
 * Moves a connector to what a person wants of it; wanting what is so already changes nothing.
 * Throws NOT_FOUND, and CONFLICT where a deletion was first.
 */
export async function setWanted(
  ctx: Context,
  caller: Caller,
  id: string,
  { wanted, forgets = false, what, details = {} }: Wish,
): Promise<void> {
  const { id: connector, installation, settings } = await manageableConnector(ctx.pool, caller, id);
  await inTransaction(ctx.pool, async (client) => {
    const { rowCount } = await client.query(
      `update connector set wanted = $3, forgets = $4, updated_at = now()
       where tenant = $1 and id = $2 and wanted <> 'deleting' and wanted <> $3`,
      [caller.tenant, connector, wanted, forgets],
    );
    if (rowCount === 0) {
      const now = await findConnector(client, caller, id);
      if (now.wanted !== wanted || now.forgets !== forgets) throw beingDeleted(now.name);
      return;
    }
    const scope = baseScope(settings.scope_template);
    const change = { connector, installation, scope, what, details };
    await recordChange(client, caller, ctx.now(), change);
  });
  ctx.feed.wake();
}

export function beingDeleted(name: string): BelayError {
  return new BelayError(
    'CONFLICT',
    `"${name}" is being deleted and takes no more changes. Reload the list.`,
  );
}
