import { BelayError } from '@belay/contract/error';
import { eventsQuery } from '@belay/contract/read';
import { Hono } from 'hono';
import { authorize } from '../../auth/authorize.ts';
import { scopeCovers } from '../../auth/capabilities.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseQuery } from '../../http/parse-body.ts';
import { uuidOf } from '../ids.ts';
import { scopeFilter } from '../scope-filter.ts';
import { eventColumns, eventItem, type StoredEvent } from './event-item.ts';

/** `GET /v1/events`: every version, newest first, each once (MEM-7). */
export function eventRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.get('/v1/events', async (c) => {
    const caller = c.get('caller');
    const query = parseQuery(c, eventsQuery);
    const scopes = scopeFilter(caller, query.scope, query.view);
    const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
    // a keyset, not an offset: what is written meanwhile moves nothing
    const { rows } = await ctx.pool.query<StoredEvent>(
      `select ${eventColumns} from event e
       where e.tenant = $1 and ${scopes.sql('e.scope', '$2')} and e.forgotten_at is null
         and ($3::timestamptz is null or e.observed_at >= $3)
         and ($4::timestamptz is null or e.observed_at < $4)
         and ($5::text is null or e.observed_actor = $5)
         and ($6::text is null or e.modality = $6)
         and ($7::text[] is null or e.labels && $7)
         and ($8::timestamptz is null or (e.observed_at, e.id) < ($8, $9::uuid))
       order by e.observed_at desc, e.id desc limit $10`,
      [
        caller.tenant,
        scopes.value,
        query.since ?? null,
        query.until ?? null,
        query.observed_actor ?? null,
        query.modality ?? null,
        query.labels === undefined ? null : query.labels.split(','),
        after?.observedAt ?? null,
        after?.id ?? null,
        query.limit + 1,
      ],
    );
    const page = rows.slice(0, query.limit);
    const last = page.at(-1);
    const hasMore = rows.length > query.limit;
    return c.json({
      items: page.map((row) => eventItem(row, query.exclude_content === 'true')),
      next_cursor: hasMore && last ? writeCursor(last) : null,
      has_more: hasMore,
    });
  });

  routes.get('/v1/events/:id', async (c) => {
    const caller = c.get('caller');
    authorize(caller, 'scope.read.local');
    const { rows } = await ctx.pool.query<StoredEvent>(
      `select ${eventColumns} from event e
       where e.tenant = $1 and e.id = $2 and e.forgotten_at is null`,
      [caller.tenant, uuidOf('evt', c.req.param('id')) ?? null],
    );
    const row = rows[0];
    if (!row || !caller.scopes.some((outer) => scopeCovers(outer, row.scope)))
      throw new BelayError('NOT_FOUND', 'There is no such event.');
    return c.json(eventItem(row));
  });

  return routes;
}

// the row's own microseconds are cut to ms by Date, as they were when it was written
function writeCursor(row: StoredEvent): string {
  return Buffer.from(`${row.observed_at.toISOString()} ${row.id}`).toString('base64url');
}

function readCursor(cursor: string): { observedAt: string; id: string } {
  const [observedAt, id] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (!observedAt || Number.isNaN(Date.parse(observedAt)) || !/^[0-9a-f-]{36}$/.test(id ?? ''))
    throw new BelayError('INVALID_QUERY', 'cursor: not one of ours. Leave it out to begin again.', {
      field: 'cursor',
      reason: 'not one of ours',
    });
  return { observedAt, id: id as string };
}
