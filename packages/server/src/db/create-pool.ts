import pg from 'pg';

// bigint as a number: offsets and counts stay far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
/** Whoever waits longer for a connection is told so: all of them held is a state to get out of. */
const patienceMs = 30_000;

/** A pool whose idle connections may break without taking the process down. */
export function createPool(
  connectionString: string,
  onError: (error: Error) => void,
  max = 16,
): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    application_name: 'belay',
    connectionTimeoutMillis: patienceMs,
  });
  pool.on('error', onError);
  // a client that is in use tells its own listeners only; its query fails as well
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}
