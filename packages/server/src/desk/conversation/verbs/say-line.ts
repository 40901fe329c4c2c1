import type { LineCode } from '@belay/contract/desk/conversation';
import type pg from 'pg';
import type { Context } from '../../../context.ts';
import { change } from '../state/change.ts';
import { findSent } from '../state/find-sent.ts';
import { lockStanding, noSuchConversation } from '../state/standing.ts';
import { tell } from '../state/tell.ts';
import { fixedLine, writeMessages } from '../state/write-messages.ts';

/**
 * A fixed sentence into a conversation, in the caller's transaction and in every state; with
 * `clientId` once. Call `ctx.desk.wake()` after its commit. Returns the message's uuid.
 */
export async function sayLine(
  ctx: Context,
  db: pg.PoolClient,
  { tenant, conversation }: { tenant: string; conversation: string },
  {
    code,
    params = {},
    clientId,
  }: { code: LineCode; params?: Record<string, string>; clientId?: string },
): Promise<string> {
  const tx = { ctx, db, now: new Date(ctx.now()) };
  const standing = await lockStanding(tx, tenant, conversation);
  const sent = clientId && (await findSent(db, tenant, conversation, clientId));
  if (sent) return sent.message;
  const row = await change(db, standing, 'seq = seq + 1, updated_at = $3', 'true', [tx.now]);
  if (!row) throw noSuchConversation();
  const messages = await writeMessages(tx, row, [
    {
      ...fixedLine(code, params),
      ...(clientId === undefined ? {} : { sender: conversation, clientId }),
    },
  ]);
  await tell(tx, row, { messages });
  return messages[0] as string; // one was written
}
