import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { baseScope } from './base-scope.ts';
import { manageableConnector } from './find-connector.ts';
import { recordChange } from './record-change.ts';
import { beingDeleted } from './set-wanted.ts';

/** The worker's first cycle reads everything again while this value stands in its ledger. */
export const rereadValue = 'reread';

/** Everything of the window is read and compared again; `days` widens the window, null: to the start. */
export async function backfillAgain(
  ctx: Context,
  caller: Caller,
  id: string,
  days: number | null | undefined,
): Promise<void> {
  const row = await manageableConnector(ctx.pool, caller, id);
  await inTransaction(ctx.pool, async (client) => {
    const change = days === undefined ? {} : { backfill_days: days };
    const { rowCount } = await client.query(
      `update connector set settings = settings || $3::jsonb, epoch = epoch + 1, updated_at = now()
       where tenant = $1 and id = $2 and wanted <> 'deleting'`,
      [caller.tenant, row.id, JSON.stringify(change)],
    );
    if (rowCount === 0) throw beingDeleted(row.name);
    await client.query(
      `insert into ledger_value (tenant, connector, name, value) values ($1, $2, $3, $4)
       on conflict (tenant, connector, name) do update set value = excluded.value`,
      [caller.tenant, row.id, rereadValue, new Date(ctx.now()).toISOString()],
    );
    await recordChange(client, caller, ctx.now(), {
      connector: row.id,
      installation: row.installation,
      scope: baseScope(row.settings.scope_template),
      what: 'backfill',
      details: change,
    });
  });
  ctx.feed.wake();
}
