import type { Context } from '../../context.ts';
import { inTransaction } from '../../db/in-transaction.ts';
import { linkTokenHash, newLinkToken } from '../links/link-token.ts';
import { needsOwner } from './needs-owner.ts';

const livesHours = 24;

/**
 * The link that makes the first owner, or undefined when there is somebody already. It works once,
 * for 24 hours; the one made before it no longer does. It is for the terminal: nothing keeps it.
 */
export async function setupLink(ctx: Context): Promise<string | undefined> {
  const token = newLinkToken();
  const isNeeded = await inTransaction(ctx.pool, async (client) => {
    if (!(await needsOwner(client))) return false;
    await client.query(`delete from one_time_link where purpose = 'setup'`);
    await client.query(
      `insert into one_time_link (token_hash, purpose, expires_at)
       values ($1, 'setup', now() + make_interval(hours => $2))`,
      [linkTokenHash(token), livesHours],
    );
    return true;
  });
  return isNeeded ? `${ctx.config.publicUrl}/app/setup#token=${token}` : undefined;
}
