import type { QueueCounts } from '@belay/contract/desk/conversation';
import type pg from 'pg';
import { queueSql } from './queue-sql.ts';

const count = (queue: keyof typeof queueSql) =>
  `(select count(*)::int from conversation c where c.tenant = $1 and ${queueSql[queue]}) as ${queue}`;

const statement = `select ${count('waiting')}, ${count('mine')}, ${count('open')}, ${count('snoozed')},
  ${count('closed')}`;

/** How many conversations lie in each queue; `mine` is the person's (uuid). */
export async function queueCounts(
  db: pg.Pool | pg.PoolClient,
  tenant: string,
  person: string | null,
): Promise<QueueCounts> {
  const { rows } = await db.query<Omit<QueueCounts, 'all'>>({
    name: 'desk-queue-counts',
    text: statement,
    values: [tenant, person],
  });
  const [row] = rows;
  if (!row) throw new Error('a select without a table has one row');
  return { ...row, all: row.open + row.closed };
}
