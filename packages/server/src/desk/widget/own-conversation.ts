import { BelayError } from '@belay/contract/error';
import type { Context } from '../../context.ts';
import { uuidOf } from '../../memory/ids.ts';
import type { VisitorCaller } from '../visitors/visitor-caller.ts';

/** The uuid of a visitor's conversation; another one's looks like a missing one. Throws NOT_FOUND. */
export async function ownConversation(
  ctx: Pick<Context, 'pool'>,
  { tenant, visitor, agent }: VisitorCaller,
  id: string,
): Promise<string> {
  const uuid = uuidOf('cnv', id);
  const { rows } = uuid
    ? await ctx.pool.query<{ id: string }>({
        name: 'own-conversation',
        text: `select id from conversation
               where tenant = $1 and id = $2 and visitor = $3 and agent = $4`,
        values: [tenant, uuid, visitor, agent],
      })
    : { rows: [] };
  if (rows[0]) return rows[0].id;
  throw new BelayError('NOT_FOUND', 'There is no such conversation.');
}
