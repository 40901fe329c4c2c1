import type pg from 'pg';

/** First key of the advisory locks that say "this process of the queue lives". */
export const processLock = 7_236_142;

/**
 * Gives back the jobs of processes that died: graphile-worker itself waits four hours. A process
 * holds an advisory lock by its connection, so the lock ends with it, however it ends. A worker
 * that nobody wrote down died right after its birth.
 */
export async function unlockDeadWorkers(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ worker_id: string }>(
    `with dead as (
       delete from job_worker w
       where not exists (
         select from pg_locks l
         where l.locktype = 'advisory' and l.classid = $1 and l.objid::bigint = w.process
           and l.database = (select oid from pg_database where datname = current_database()))
       returning worker_id)
     select worker_id from dead
     union
     select j.locked_by from graphile_worker._private_jobs j
     where j.locked_by is not null and j.locked_at < now() - interval '1 minute'
       and not exists (select from job_worker w where w.worker_id = j.locked_by)`,
    [processLock],
  );
  if (rows.length > 0)
    await pool.query('select from graphile_worker.force_unlock_workers($1)', [
      rows.map(({ worker_id }) => worker_id),
    ]);
  return rows.length;
}
