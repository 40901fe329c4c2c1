import type { LineCode } from '@belay/contract/desk/conversation';
import type pg from 'pg';
import type { Context } from '../../../context.ts';

/**
 * A fixed sentence into a conversation, in the caller's transaction and in every state; with
 * `clientId` once. Call `ctx.desk.wake()` after its commit. Returns the message's uuid.
 */
export async function sayLine(
  _ctx: Context,
  _db: pg.PoolClient,
  _ref: { tenant: string; conversation: string },
  _line: { code: LineCode; params?: Record<string, string>; clientId?: string },
): Promise<string> {
  throw new Error('not built yet');
}
