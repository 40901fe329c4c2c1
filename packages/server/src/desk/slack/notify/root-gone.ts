import type pg from 'pg';

/**
 * A root is not there any more: one new one, or silence (NTF-3). `ts` is the root that is gone: what
 * is told late about an earlier one changes nothing. In a transaction that holds no lock of posts.
 */
export async function rootGone(
  _db: pg.PoolClient,
  _gone: { tenant: string; card: string; ts: string },
  _why: 'deleted' | 'not_found' | 'unthreaded',
): Promise<'replaced' | 'muted' | 'known'> {
  return 'known';
}
