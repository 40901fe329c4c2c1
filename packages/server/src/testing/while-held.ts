import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';

const patienceMs = 30_000;

/**
 * `hold` is another process in the middle of its transaction; it commits as soon as `work` waits for
 * what it holds. So the narrowest race comes out the same way every time. Fails where `work` ends
 * without having waited.
 */
export async function whileHeld<T>(
  pool: pg.Pool,
  hold: (db: pg.PoolClient) => Promise<unknown>,
  work: () => Promise<T>,
): Promise<T> {
  const other = await pool.connect();
  try {
    await other.query('begin');
    await hold(other);
    const { rows } = await other.query<{ pid: number }>('select pg_backend_pid() as pid');
    let hasEnded = false;
    const done = work().finally(() => {
      hasEnded = true;
    });
    done.catch(() => undefined);
    const until = Date.now() + patienceMs;
    while (!(await isWaitedFor(pool, rows[0]?.pid))) {
      if (hasEnded) throw new Error('nobody waited for what was held', { cause: await done });
      if (Date.now() > until) throw new Error('nobody waits for what is held');
      await wait(5);
    }
    await other.query('commit');
    return await done;
  } finally {
    await other.query('rollback');
    other.release();
  }
}

async function isWaitedFor(pool: pg.Pool, pid: number | undefined): Promise<boolean> {
  const { rows } = await pool.query(
    'select from pg_stat_activity where $1 = any(pg_blocking_pids(pid)) limit 1',
    [pid],
  );
  return rows.length > 0;
}
