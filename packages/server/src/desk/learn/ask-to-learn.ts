import type pg from 'pg';
import { addJob } from '../../jobs/add-job.ts';

/**
 * What a message teaches is looked at again, after the caller's commit. Jobs of one message run one
 * after another; it has one of 256 queues, because a queue is never removed.
 */
export function askToLearn(
  db: pg.PoolClient,
  { tenant, message }: { tenant: string; message: string },
): Promise<void> {
  return addJob(
    db,
    'learn',
    { tenant, message },
    { key: `learn:${message}`, queue: `learn:${message.slice(-2)}` },
  );
}
