import type pg from 'pg';

/** A conversation whose timer has come, and the ownership or state that it was set for. */
export interface Due {
  tenant: string;
  id: string;
  claim: string | null;
  epoch: number;
}

/** So many at once; the rest at the next look. */
const most = 200;

/** Conversations that a timer concerns; `where` is over `conversation c`, $1 is now. */
export async function findDue(pool: pg.Pool, where: string, now: Date): Promise<Due[]> {
  const { rows } = await pool.query<Due>(
    `select c.tenant, c.id, c.claim, c.epoch from conversation c where ${where} limit ${most}`,
    [now],
  );
  return rows;
}
