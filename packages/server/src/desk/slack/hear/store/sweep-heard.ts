import type { Context } from '../../../../context.ts';
import { addJob } from '../../../../jobs/add-job.ts';
import { threadQueue } from './thread-queue.ts';

const atOnce = 500;

/**
 * Forgets the ids of what was settled two days ago; what still waits after five minutes has lost
 * its job, which is added again.
 */
export async function sweepHeard({ pool, now }: Pick<Context, 'pool' | 'now'>): Promise<void> {
  await pool.query('delete from slack_heard where settled_at < $1', [
    new Date(now() - 2 * 86_400_000),
  ]);
  const { rows } = await pool.query<{
    tenant: string;
    installation: string;
    id: string;
    thread: string;
  }>(
    `select distinct on (tenant, installation, thread) tenant, installation, id, thread
     from slack_heard where settled_at is null and received_at < $1
     order by tenant, installation, thread, n limit ${atOnce}`,
    [new Date(now() - 300_000)],
  );
  for (const { thread, ...payload } of rows)
    await addJob(pool, 'slack_heard', payload, {
      key: `slack_heard:${payload.installation}:${payload.id}`,
      queue: threadQueue(payload.installation, thread),
    });
}
