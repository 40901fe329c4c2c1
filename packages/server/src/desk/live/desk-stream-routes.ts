import { deskStreamQuery } from '@belay/contract/desk/stream';
import { BelayError } from '@belay/contract/error';
import { Hono } from 'hono';
import { authorize } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseQuery } from '../../http/parse-body.ts';
import { uuidOf } from '../../memory/ids.ts';
import { operatorsOf } from './desk-audience.ts';
import { openDeskStream } from './open-desk-stream.ts';

/** `GET /v1/desk/stream`: what happens at the desk, for operators (DSK-6). */
export function deskStreamRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/v1/desk/stream', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'desk.read');
    const query = parseQuery(c, deskStreamQuery);
    const conversation =
      query.conversation_id === undefined
        ? undefined
        : await existing(ctx, caller.tenant, query.conversation_id);
    return openDeskStream(ctx, c, {
      audience: operatorsOf(caller.tenant, conversation),
      stands: () => ctx.tokens.stands(caller),
    });
  });
}

async function existing(ctx: Context, tenant: string, id: string): Promise<string> {
  const uuid = uuidOf('cnv', id);
  const { rows } = uuid
    ? await ctx.pool.query<{ id: string }>(
        'select id from conversation where tenant = $1 and id = $2',
        [tenant, uuid],
      )
    : { rows: [] };
  const [row] = rows;
  if (!row) throw new BelayError('NOT_FOUND', 'There is no such conversation.');
  return row.id;
}
