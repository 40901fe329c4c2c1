import type pg from 'pg';
import { addJob } from '../../../jobs/add-job.ts';
import type { KnowledgeRow } from './knowledge-row.ts';

/** The job that does what a source's row says, in the transaction that says it. */
export async function addTeachJob(
  db: pg.PoolClient,
  { tenant, id, kind }: Pick<KnowledgeRow, 'tenant' | 'id' | 'kind'>,
): Promise<void> {
  await addJob(
    db,
    'teach',
    { tenant, knowledge: id },
    {
      key: `teach:${id}`,
      // a site may take an hour: a text doesn't wait for it
      queue: `${kind === 'site' ? 'crawl' : 'teach'}:${tenant}`,
      attempts: 8,
    },
  );
}
