import {
  type EventVersion,
  eventsQuery,
  facetsQuery,
  relatedQuery,
  type ThreadItem,
} from '@belay/contract/read';
import { Hono } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseQuery } from '../../http/parse-body.ts';
import { publicId } from '../ids.ts';
import { countFacets } from './count-facets.ts';
import { readCursor, writeCursor } from './event-cursor.ts';
import { eventItem } from './event-item.ts';
import { fetchEvents } from './fetch-events.ts';
import { findEvent } from './find-event.ts';
import { findThread } from './find-thread.ts';
import { findVersions } from './find-versions.ts';
import { listEvents } from './list-events.ts';
import { placeThread } from './thread-order.ts';

/** `/v1/events`: the list, one with its versions and its thread, and what a search narrows to. */
export function eventRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.get('/v1/events', async (c) => {
    const query = parseQuery(c, eventsQuery);
    const rows = await listEvents(ctx.pool, c.get('caller'), query);
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return c.json({
      items: page.map((row) => eventItem(row, query.exclude_content === 'true')),
      next_cursor: last ? writeCursor({ at: last.observed_at, id: last.id }) : null,
      has_more: last !== undefined,
    });
  });

  // before {id}, which would take the word for one
  routes.get('/v1/events/facets', async (c) =>
    c.json(await countFacets(ctx.pool, c.get('caller'), parseQuery(c, facetsQuery))),
  );

  routes.get('/v1/events/:id', async (c) =>
    c.json(eventItem(await findEvent(ctx.pool, c.get('caller'), c.req.param('id')))),
  );

  routes.get('/v1/events/:id/versions', async (c) => {
    const caller = c.get('caller');
    const query = parseQuery(c, relatedQuery);
    const event = await findEvent(ctx.pool, caller, c.req.param('id'));
    const rows = await findVersions(ctx.pool, caller, event, query);
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return c.json({
      items: page.map((row): EventVersion => {
        const isClosed =
          row.closed_at !== null &&
          (query.as_of === undefined || row.closed_at <= new Date(query.as_of));
        return {
          ...eventItem(row),
          supersedes: row.labels.flatMap((label) =>
            label.startsWith('supersedes:') ? [label.slice('supersedes:'.length)] : [],
          ),
          superseded_at: isClosed ? (row.closed_at?.toISOString() ?? null) : null,
        };
      }),
      next_cursor: last ? writeCursor({ at: last.recorded_at, id: last.id }) : null,
      has_more: last !== undefined,
    });
  });

  routes.get('/v1/events/:id/thread', async (c) => {
    const caller = c.get('caller');
    const query = parseQuery(c, relatedQuery);
    const event = await findEvent(ctx.pool, caller, c.req.param('id'));
    const asOf = query.as_of === undefined ? undefined : new Date(query.as_of);
    const after = query.cursor === undefined ? undefined : readCursor(query.cursor);
    const all = placeThread(await findThread(ctx.pool, caller, event.id), asOf);
    const isNext = ({ node }: (typeof all)[number]) =>
      after === undefined ||
      node.observedAt > after.at ||
      (node.observedAt.getTime() === after.at.getTime() && node.id > after.id);
    const left = all.filter(isNext);
    const page = left.slice(0, query.limit);
    const items = await fetchEvents(
      ctx.pool,
      caller.tenant,
      page.map(({ node }) => node.id),
    );
    const last = left.length > query.limit ? page.at(-1)?.node : undefined;
    return c.json({
      items: page.flatMap(({ node, isRoot, belongsTo }): ThreadItem[] => {
        const item = items.get(node.id);
        if (!item) return [];
        const relation = isRoot ? 'root' : relationOf(item.modality, item.content);
        const belongs = belongsTo === undefined ? null : publicId('evt', belongsTo);
        return [{ ...item, relation, belongs_to: belongs }];
      }),
      next_cursor: last ? writeCursor({ at: last.observedAt, id: last.id }) : null,
      has_more: last !== undefined,
    });
  });

  return routes;
}

/** What the connector writes below a message (MAP-4, MAP-5); all else answers it. */
function relationOf(modality: string, content: unknown): ThreadItem['relation'] {
  if (modality === 'feedback') return 'reactions';
  return (content as { kind?: string } | undefined)?.kind === 'blob_ref' ? 'file' : 'reply';
}
