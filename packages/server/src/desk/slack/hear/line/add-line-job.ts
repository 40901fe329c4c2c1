import type pg from 'pg';
import { addJob } from '../../../../jobs/add-job.ts';
import { threadQueue } from '../store/thread-queue.ts';
import type { LineRow } from './line-row.ts';

/** A try that fails is tried again for some minutes; what is older than five is asked about anyway. */
const attempts = 7;

/** A waiting line is sent when its moment has come; in order with all else of its thread. */
export function addLineJob(
  db: pg.Pool | pg.PoolClient,
  row: Pick<LineRow, 'tenant' | 'id' | 'installation' | 'channel' | 'thread_ts' | 'send_at'>,
): Promise<void> {
  return addJob(
    db,
    'slack_line',
    { tenant: row.tenant, line: row.id },
    {
      key: `slack_line:${row.id}`,
      ...(row.send_at === null ? {} : { at: row.send_at }),
      queue: threadQueue(row.installation, `${row.channel}:${row.thread_ts}`),
      attempts,
    },
  );
}
