import type pg from 'pg';

const hourMs = 3_600_000;

/** Removes what has ended by itself. Invitations stay a month: who invited whom may be asked. */
export async function sweepExpired(pool: pg.Pool): Promise<void> {
  await pool.query('delete from session where expires_at < now()');
  await pool.query('delete from attempt where window_ends_at < now()');
  await pool.query('delete from verification where expires_at < now()');
  await pool.query(`delete from one_time_link where expires_at < now() - interval '1 day'`);
  await pool.query(`delete from invitation where expires_at < now() - interval '30 days'`);
}

/** Every hour, in each process: it costs next to nothing when another one was here. */
export function startSweeping(
  pool: pg.Pool,
  onProblem: (error: unknown) => void,
): { stop(): void } {
  const timer = setInterval(() => sweepExpired(pool).catch(onProblem), hourMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
