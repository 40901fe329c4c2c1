import { LedgerLost } from '@belay/connector/ports';
import type pg from 'pg';

/** What somebody works for an installation on: its connectors, or what the desk says in Slack. */
export type LeaseKind = 'connectors' | 'desk';

/** A lease as its owner holds it; the fence grows with every change of owner (MGD-5). */
export interface Fence {
  tenant: string;
  installation: string;
  kind: LeaseKind;
  /** the process */
  owner: string;
  fence: number;
}

/** A process that is frozen inside a transaction keeps a taker waiting no longer, ms. */
const longestPauseMs = 10_000;

/** Keeps a taker of the lease waiting until the transaction ends; throws `LedgerLost`. */
export async function checkFence(
  db: pg.PoolClient,
  { tenant, installation, kind, owner, fence }: Fence,
): Promise<void> {
  const { rowCount } = await db.query({
    name: 'check-fence',
    text: `select set_config('idle_in_transaction_session_timeout', '${longestPauseMs}', true)
           from lease where tenant = $1 and installation = $2 and owner = $3 and fence = $4 and kind = $5
           for share`,
    values: [tenant, installation, owner, fence, kind],
  });
  if (rowCount === 0)
    throw new LedgerLost('another process owns this installation, or it was removed');
}

/**
 * A transaction that commits only while the lease is still ours: the row is locked against a taker
 * until the commit, so that nothing of a former owner lands after it. Throws `LedgerLost`.
 */
export async function fenced<T>(
  pool: pg.Pool,
  fence: Fence,
  work: (db: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const db = await pool.connect();
  let broken: Error | undefined;
  try {
    await db.query('begin');
    await checkFence(db, fence);
    const result = await work(db);
    await db.query('commit');
    return result;
  } catch (error) {
    await db.query('rollback').catch((cause: Error) => {
      broken = cause;
    });
    throw error;
  } finally {
    db.release(broken);
  }
}
