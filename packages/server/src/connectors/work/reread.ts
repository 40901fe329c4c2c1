import type { Context } from '../../context.ts';
import { type Fence, fenced } from '../lease/fence.ts';

/**
 * Where people asked to read the window again: drops every certificate, before a run begins. The
 * keys make of what is read again what is there already.
 */
export async function rereadIfAsked(
  ctx: Context,
  fence: Fence,
  connector: string,
): Promise<boolean> {
  const place = [fence.tenant, connector];
  const { rowCount } = await ctx.pool.query(
    `select from ledger_value where tenant = $1 and connector = $2 and name = 'reread'`,
    place,
  );
  if (!rowCount) return false;
  await fenced(ctx.pool, fence, async (db) => {
    await db.query(
      `update ledger_channel set chunks = '[]' where tenant = $1 and connector = $2`,
      place,
    );
    await db.query(
      `delete from ledger_value where tenant = $1 and connector = $2 and name = 'reread'`,
      place,
    );
  });
  return true;
}
