import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import { addTeachJob } from '../store/add-teach-job.ts';
import type { KnowledgeRow } from '../store/knowledge-row.ts';

/**
 * Sources that wait for a job that is no more: its process was killed in the last of its tries. Each
 * gets another one.
 */
export async function adoptOrphans(ctx: Pick<Context, 'pool'>): Promise<number> {
  return inTransaction(ctx.pool, async (db) => {
    const { rows } = await db.query<Pick<KnowledgeRow, 'tenant' | 'id' | 'kind'>>(
      `select k.tenant, k.id, k.kind from knowledge k
       where k.state in ('learning', 'removing')
         and not exists (select from graphile_worker.jobs j
                         where j.key = 'teach:' || k.id::text
                           and (j.attempts < j.max_attempts or j.locked_at is not null))
       limit 100 for update of k skip locked`,
    );
    for (const row of rows) await addTeachJob(db, row);
    return rows.length;
  });
}
