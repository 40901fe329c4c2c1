import { linkTokenHash, newLinkToken } from '../../../auth/links/link-token.ts';
import type { Context } from '../../../context.ts';
import { inTransaction } from '../../../db/in-transaction.ts';
import type { SlackPlace } from './slack-place.ts';

const livesMs = 30 * 60_000;

/**
 * A one-time address that says "this Slack account is me", for who asks from that account; its hash
 * alone is stored. The token stands behind the # so that no server's log has it.
 */
export async function makeLink(ctx: Context, place: SlackPlace, userId: string): Promise<string> {
  const token = newLinkToken();
  const now = ctx.now();
  await inTransaction(ctx.pool, async (db) => {
    await db.query('delete from slack_link where expires_at < $1', [new Date(now - livesMs)]);
    await db.query(
      `insert into slack_link (hash, tenant, installation, user_id, expires_at)
       values ($1, $2, $3, $4, $5)`,
      [linkTokenHash(token), place.tenant, place.installation, userId, new Date(now + livesMs)],
    );
  });
  return `${ctx.config.publicUrl}/app/slack/link#token=${token}`;
}
