import { createHash } from 'node:crypto';
import { BelayError } from '@belay/contract/error';
import type pg from 'pg';

export interface Allowance {
  /** what is counted, e.g. `sign-in` */
  what: string;
  /** whose attempts are counted together: an e-mail, an address */
  of: string;
  max: number;
  windowS: number;
}

/**
 * Counts one attempt, for all processes at once. Throws 429 with the time until the window ends.
 * What nobody has is counted like what somebody has: the answer tells nothing (SEC-4).
 */
export async function spendAttempt(
  pool: pg.Pool,
  { what, of, max, windowS }: Allowance,
): Promise<void> {
  const { rows } = await pool.query<{ count: number; left_s: number }>(
    `insert into attempt as a (key, count, window_ends_at)
     values ($1, 1, now() + make_interval(secs => $2))
     on conflict (key) do update set
       count = case when a.window_ends_at <= now() then 1 else least(a.count + 1, $3 + 1) end,
       window_ends_at = case when a.window_ends_at <= now() then excluded.window_ends_at else a.window_ends_at end
     returning count, ceil(extract(epoch from window_ends_at - now()))::int as left_s`,
    [keyOf(what, of), windowS, max],
  );
  const row = rows[0];
  if (!row || row.count <= max) return;
  const wait = Math.max(1, row.left_s);
  throw new BelayError(
    'RATE_LIMITED',
    `Too many attempts. Wait ${wait < 90 ? `${wait} seconds` : `${Math.ceil(wait / 60)} minutes`} and try again.`,
    { retry_after_s: wait },
  );
}

/** Begins to count anew. */
export async function forgiveAttempts(pool: pg.Pool, what: string, of: string): Promise<void> {
  await pool.query('delete from attempt where key = $1', [keyOf(what, of)]);
}

function keyOf(what: string, of: string): Buffer {
  return createHash('sha256').update(`${what}\0${of}`).digest();
}
