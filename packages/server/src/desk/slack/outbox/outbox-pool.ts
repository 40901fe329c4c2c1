import pg from 'pg';

/** Kept open, so that the first event after a quiet hour is as quick as any. */
const connections = 4;

/**
 * Connections for the few statements that each message costs: they stay, know these statements, and
 * don't plan them anew each time. Measured: the joins of a card took 7 ms to plan and 0.4 ms to run.
 */
export function createOutboxPool(
  connectionString: string,
  onProblem: (error: Error) => void,
): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: connections,
    idleTimeoutMillis: 0,
    application_name: 'belay-outbox',
    connectionTimeoutMillis: 30_000,
    // awaited before the connection is given to anybody
    onConnect: async (client) => {
      await client.query('set plan_cache_mode = force_generic_plan; set jit = off');
    },
  });
  pool.on('error', onProblem);
  pool.on('connect', (client) => client.on('error', onProblem));
  return pool;
}
