import pg from 'pg';

// bigint as a number: offsets and counts stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
/** A pool whose idle connections may break without taking the process down. */
export function createPool(
  connectionString: string,
  onError: (error: Error) => void,
  max = 16,
): pg.Pool {
  const pool = new pg.Pool({ connectionString, max, application_name: 'belay' });
  pool.on('error', onError);
  return pool;
}
