import type pg from 'pg';

/**
 * A visitor has ten seconds to change their mind about a rating; here they are over at once.
 * Answers how many ratings were waiting.
 */
export async function ratingCounts(pool: pg.Pool): Promise<number | null> {
  const { rowCount } = await pool.query(
    `update graphile_worker._private_jobs set run_at = now()
     where key like 'low_rating:%' and locked_at is null`,
  );
  return rowCount;
}
