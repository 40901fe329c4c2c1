import type { ChannelRecord, Chunk } from '@belay/connector/ports';
import { coveredFrom } from '@belay/connector/proof';
import type pg from 'pg';

interface Row {
  record: Pick<ChannelRecord, 'state' | 'target'>;
  chunks: Chunk[];
}

/** Nothing while threads are owed: most of a backfill, and quick to see. */
const statement = `
select record, chunks from ledger_channel
where tenant = $1 and connector = $2 and record ->> 'state' in ('active', 'archived')
  and not exists (
    select from ledger_debt where tenant = $1 and connector = $2 and kind = 'thread')`;

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
    rows.every(({ record, chunks }) => coveredFrom(record.target, chunks) !== undefined)
  );
}
