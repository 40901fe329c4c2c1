import type { ChannelRecord, Chunk } from '@belay/connector/ports';
import { coveredFrom } from '@belay/connector/proof';
import type pg from 'pg';

interface Row {
  record: Pick<ChannelRecord, 'state' | 'target'>;
  chunks: Chunk[];
  owes_threads: boolean;
}

const statement = `
select record, chunks, exists (
  select from ledger_debt d where d.tenant = c.tenant and d.connector = c.connector
    and d.kind = 'thread') as owes_threads
from ledger_channel c
where tenant = $1 and connector = $2 and record ->> 'state' in ('active', 'archived')`;

/** Whether every channel's window is certified and no thread is left to read. */
export async function isBackfilled(
  pool: pg.Pool,
  { tenant, connector }: { tenant: string; connector: string },
): Promise<boolean> {
  const { rows } = await pool.query<Row>({
    name: 'is-backfilled',
    text: statement,
    values: [tenant, connector],
  });
  return (
    rows.length > 0 &&
    rows.every(
      ({ record, chunks, owes_threads }) =>
        !owes_threads && coveredFrom(record.target, chunks) !== undefined,
    )
  );
}
