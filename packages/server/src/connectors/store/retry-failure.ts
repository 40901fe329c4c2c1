import { BelayError } from '@belay/contract/error';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { readWorkerStatus } from '../status/worker-status.ts';
import { baseScope } from './base-scope.ts';
import { manageableConnector } from './find-connector.ts';
import { recordChange } from './record-change.ts';
import { beingDeleted } from './set-wanted.ts';

/** Kinds, channels, ts and file ids, as the engine joins them. */
const idPattern = /^[\w:.-]{1,200}$/;

/**
 * Tries something again now: a debt is due at once; what was given up becomes a doubt, so that its
 * message is read once more; a whole channel is read as the worker begins anew. Trying what is done
 * meanwhile is NOT_FOUND.
 */
export async function retryFailure(
  ctx: Context,
  caller: Caller,
  id: string,
  failure: string,
): Promise<void> {
  const row = await manageableConnector(ctx.pool, caller, id);
  if (row.wanted === 'deleting') throw beingDeleted(row.name);
  if (!idPattern.test(failure)) throw noSuchFailure();
  await inTransaction(ctx.pool, async (client) => {
    const place = [caller.tenant, row.id, failure];
    const { rowCount: due } = await client.query(
      `update ledger_debt set due = 0 where tenant = $1 and connector = $2 and id = $3
         and kind <> 'exception' and reason is not null`,
      place,
    );
    const { rowCount: doubted } = await client.query(
      `with given_up as (
         delete from ledger_debt where tenant = $1 and connector = $2 and id = $3
           and kind = 'exception' returning channel_id, ts)
       insert into ledger_debt
         (tenant, connector, id, channel_id, kind, ts, due, attempts, priority)
       select $1, $2, concat_ws(':', 'doubt', channel_id, ts), channel_id, 'doubt', ts, 0, 0, ts
       from given_up
       on conflict (tenant, connector, id) do update set due = 0`,
      place,
    );
    const isWide = () =>
      readWorkerStatus(row.status)?.failures.some((told) => told.id === failure) ?? false;
    if (due === 0 && doubted === 0 && !isWide()) throw noSuchFailure();
    // the worker begins anew: a run that waits for events would look at its debts in minutes only
    await client.query(
      'update connector set epoch = epoch + 1, updated_at = now() where tenant = $1 and id = $2',
      [caller.tenant, row.id],
    );
    await recordChange(client, caller, ctx.now(), {
      connector: row.id,
      installation: row.installation,
      scope: baseScope(row.settings.scope_template),
      what: 'retry',
      details: { failure },
    });
  });
  ctx.feed.wake();
}

function noSuchFailure(): BelayError {
  return new BelayError('NOT_FOUND', 'There is no such failure any more: reload the page.');
}
