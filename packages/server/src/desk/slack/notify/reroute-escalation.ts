import type pg from 'pg';

/**
 * An escalation that can't be posted where it belongs goes to the fallback channel, else to the
 * admins by mail (NTF-4); once. `null`: nobody waits any more, or the post tells no escalation.
 */
export async function rerouteEscalation(
  _db: pg.PoolClient,
  _post: { tenant: string; id: string },
): Promise<'fallback' | 'mail' | null> {
  return null;
}
