import { exportBody } from '@belay/contract/read';
import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import { authorize } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import { eventColumns, eventItem, type StoredEvent } from '../events/event-item.ts';
import { privacyFilter } from '../scope-privacy.ts';
import { belowScope } from '../scope-range.ts';

const pageSize = 500;
const first = '00000000-0000-0000-0000-000000000000';

/** `POST /v1/export`: a scope and all below it as JSON lines, in the order of recording (MEM-8). */
export function exportRoutes(ctx: Context): Hono<AppEnv> {
  return new Hono<AppEnv>().post('/v1/export', async (c) => {
    const caller = c.get('caller');
    const { scope } = await parseBody(c, exportBody);
    authorize(caller, 'scope.read.descend', scope);
    const privacy = privacyFilter(caller);
    c.header('Content-Type', 'application/x-ndjson');
    return stream(c, async (out) => {
      let after = first;
      for (;;) {
        const { rows } = await ctx.pool.query<StoredEvent>(
          `select ${eventColumns} from event e
           where e.tenant = $1 and ${belowScope('e.scope', '$2::text')} and e.forgotten_at is null and e.id > $3
             and ${privacy.sql('e.scope', '$4')}
           order by e.id limit ${pageSize}`,
          [caller.tenant, scope, after, privacy.value],
        );
        for (const row of rows) await out.writeln(JSON.stringify(eventItem(row)));
        const last = rows.at(-1);
        if (!last || rows.length < pageSize || out.aborted) return;
        after = last.id;
      }
    });
  });
}
