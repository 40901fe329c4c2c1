import { BelayError } from '@belay/contract/error';
import { eventId } from '@belay/contract/experience';
import { type LifecycleItem, type LifecycleQuery, lifecycleQuery } from '@belay/contract/read';
import { Hono } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { Caller } from '../../auth/authorize.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { check, parseQuery } from '../../http/parse-body.ts';
import { type Position, readPosition, start } from './lifecycle-position.ts';
import { authorizeLifecycle, lifecycleEnd, readLifecycle } from './read-lifecycle.ts';

const heartbeatMs = 15_000;
/** News may stand behind a transaction that is still open: after a ring, one more look. */
const secondLookMs = 500;

/** `/v1/lifecycle`: what happened to experiences, paged and as a stream (MEM-9). */
export function lifecycleRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.get('/v1/lifecycle/stream', async (c) => {
    const caller = c.get('caller');
    const query = parseQuery(c, lifecycleQuery);
    authorizeLifecycle(caller, query);
    const resume = c.req.header('last-event-id') ?? query.since_lifecycle_id;
    const from = await startOf(ctx, query, resume);
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, (stream) => follow(ctx, caller, query, from, stream));
  });

  routes.get('/v1/lifecycle', async (c) => {
    const caller = c.get('caller');
    const query = parseQuery(c, lifecycleQuery);
    authorizeLifecycle(caller, query);
    const from =
      query.since_lifecycle_id === undefined ? start : givenPosition(query.since_lifecycle_id);
    const wanted = query.offset + query.limit;
    const items: LifecycleItem[] = [];
    let at = from;
    while (items.length <= wanted) {
      const read = await readLifecycle(ctx.pool, caller, query, at);
      items.push(...read.items);
      if (read.items.length === 0 || read.next === at) break;
      at = read.next;
    }
    const hasMore = items.length > wanted;
    return c.json({
      items: items.slice(query.offset, wanted),
      next_offset: hasMore ? wanted : null,
      has_more: hasMore,
    });
  });

  routes.get('/v1/lifecycle/event/:id', async (c) => {
    const caller = c.get('caller');
    const query = lifecycleQuery.parse({});
    authorizeLifecycle(caller, query);
    const at = readPosition(c.req.param('id'));
    const found = at
      ? (await readLifecycle(ctx.pool, caller, query, { ...at, index: at.index - 1 })).items[0]
      : undefined;
    if (found?.lifecycle_id !== c.req.param('id'))
      throw new BelayError('NOT_FOUND', 'There is no such lifecycle event.');
    return c.json(found);
  });

  routes.get('/v1/lifecycle/memory-event/:id', async (c) => {
    const caller = c.get('caller');
    const id = check(eventId, c.req.param('id'), 'INVALID_QUERY');
    const query = lifecycleQuery.parse({ event_id: id });
    authorizeLifecycle(caller, query);
    const { items } = await readLifecycle(ctx.pool, caller, query, start);
    if (items.length === 0) throw new BelayError('NOT_FOUND', 'There is no such event.');
    return c.json({
      event_id: id,
      stages_completed: [...new Set(items.map((item) => item.kind))],
      lifecycle_event_ids: items.map((item) => item.lifecycle_id),
      derived: { facts: [], beliefs: [], episodes: [] },
    });
  });

  return routes;
}

/** Where a stream begins: after what the client saw last; of one event or batch, its beginning; else now. */
function startOf(
  ctx: Context,
  query: LifecycleQuery,
  resume: string | undefined,
): Promise<Position> | Position {
  if (resume !== undefined) return givenPosition(resume);
  if (query.event_id !== undefined || query.batch_id !== undefined) return start;
  return lifecycleEnd(ctx.pool);
}

function givenPosition(id: string): Position {
  const position = readPosition(id);
  if (position) return position;
  throw new BelayError(
    'INVALID_QUERY',
    'The lifecycle id is not one of ours. Leave it out to begin with what is new.',
    {
      field: 'since_lifecycle_id',
      reason: 'not a lifecycle id',
    },
  );
}

/** Past, then live, in one loop: each write waits for the reader, so a slow one holds no buffer here. */
async function follow(
  ctx: Context,
  caller: Caller,
  query: LifecycleQuery,
  from: Position,
  stream: SSEStreamingApi,
): Promise<void> {
  let at = from;
  let wake: () => void = () => undefined;
  let news = true;
  // also the end is news: a bell that rings during a read must not be slept over
  const ring = () => {
    news = true;
    wake();
  };
  const unsubscribe = ctx.feed.subscribe(ring);
  stream.onAbort(ring);
  ctx.stopping.addEventListener('abort', ring);
  try {
    await stream.write(': connected\n\n');
    while (!stream.aborted && !ctx.stopping.aborted && ctx.tokens.stands(caller)) {
      const rung = news;
      news = false;
      const read = await readLifecycle(ctx.pool, caller, query, at);
      for (const item of read.items) await stream.writeSSE(frame(item));
      at = read.next;
      if (read.items.length > 0 || news) continue;
      const idle = await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(true), rung ? secondLookMs : heartbeatMs);
        wake = () => {
          clearTimeout(timer);
          resolve(false);
        };
      });
      if (idle && !rung) await stream.write(': heartbeat\n\n');
    }
  } finally {
    unsubscribe();
    ctx.stopping.removeEventListener('abort', ring);
  }
}

function frame({ lifecycle_id, kind, payload, ...rest }: LifecycleItem) {
  return {
    id: lifecycle_id,
    event: kind,
    data: JSON.stringify({ ...payload, ...rest, kind, lifecycle_id }),
  };
}
