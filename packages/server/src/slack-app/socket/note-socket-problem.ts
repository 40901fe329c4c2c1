import type pg from 'pg';

/** What keeps the socket closed, in words, for the status; `markConnected` takes it back. */
export async function noteSocketProblem(
  pool: pg.Pool,
  { tenant, id }: { tenant: string; id: string },
  problem: string,
): Promise<void> {
  await pool.query(
    `update slack_installation set socket_problem = $3
     where tenant = $1 and id = $2 and socket_problem is distinct from $3`,
    [tenant, id, problem],
  );
}
