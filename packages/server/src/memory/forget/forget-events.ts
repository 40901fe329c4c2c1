import type pg from 'pg';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { uuidv7 } from '../ids.ts';

export interface Forgetting {
  note: string;
  /** `keep`: the source deleted it, so its key stays taken and never re-creates it (MEM-2) */
  keys: 'keep' | 'release';
  scope: string;
  /** first in the transaction: what it throws undoes all of it */
  guard?: (db: pg.PoolClient) => Promise<void>;
}

/**
 * Erases content, actors and labels in place, the index rows, and the blobs that nothing else
 * refers to; appends lifecycle and audit rows. One commit. Answers how many it erased now.
 */
export async function forgetEvents(
  ctx: Context,
  caller: Caller,
  ids: string[],
  { note, keys, scope, guard }: Forgetting,
): Promise<{ erased: number; auditId: string }> {
  const auditId = uuidv7(ctx.now());
  const erased = await inTransaction(ctx.pool, async (client) => {
    await guard?.(client);
    const { rows } = await client.query<{ id: string; scope: string }>(
      `select id, scope from event
       where tenant = $1 and id = any($2) and forgotten_at is null order by id for update`,
      [caller.tenant, ids],
    );
    const erased = rows.map((row) => row.id);
    await client.query(
      `update event set envelope = null, digest = null, caller = '', observed_actor = null, subject = null,
              labels = '{}', forgotten_at = now(),
              idempotency_key = case when $3 then idempotency_key end
       where tenant = $1 and id = any($2)`,
      [caller.tenant, erased, keys === 'keep'],
    );
    if (keys === 'release')
      await client.query(
        'update event set idempotency_key = null where tenant = $1 and id = any($2)',
        [caller.tenant, ids],
      );
    await client.query('delete from event_text where tenant = $1 and event_id = any($2)', [
      caller.tenant,
      erased,
    ]);
    await client.query(
      `with unreferenced as (
         delete from blob_reference where tenant = $1 and event_id = any($2) returning blob_id
       ), gone as (
         delete from blob b using (select distinct blob_id from unreferenced) u
         where b.tenant = $1 and b.id = u.blob_id
           and not exists (select from blob_reference r
                           where r.tenant = $1 and r.blob_id = b.id and r.event_id <> all($2))
         returning b.tenant, b.file)
       insert into blob_trash (tenant, file) select tenant, file from gone`,
      [caller.tenant, erased],
    );
    await client.query(
      `insert into lifecycle (tenant, kind, scope, events)
       select $1, 'forgotten', scope, array_agg(id order by id)
       from unnest($2::uuid[], $3::text[]) with ordinality as t (id, scope, n)
       group by scope, n / 1000`,
      [caller.tenant, erased, rows.map((row) => row.scope)],
    );
    await client.query(
      `insert into audit (tenant, id, actor, token_jti, scope, endpoint, capability, decision, details)
       values ($1, $2, $3, $4, $5, '/v1/forget', 'forget.cascade.redact_events', 'allow', $6)`,
      [
        caller.tenant,
        auditId,
        caller.actor,
        caller.jti,
        scope,
        JSON.stringify({ note, events: erased.length }),
      ],
    );
    return erased;
  });
  ctx.metrics.forgotten.inc(erased.length);
  ctx.feed.wake();
  // with no connection held: many at once would wait for each other's
  await ctx.blobs.sweep();
  return { erased: erased.length, auditId };
}
