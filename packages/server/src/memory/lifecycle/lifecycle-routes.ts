import { BelayError } from '@belay/contract/error';
import { eventId } from '@belay/contract/experience';
import {
  type LifecycleItem,
  type LifecycleQuery,
  type LifecycleReset,
  lifecycleQuery,
} from '@belay/contract/read';
import { Hono } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { check, parseQuery } from '../../http/parse-body.ts';
import { openEventStream, streaming } from '../../live/event-stream.ts';
import { firstId, type Position, positionId, readPosition, start } from '../../live/position.ts';
import { takeTurns } from '../../live/take-turns.ts';
import { followLifecycle } from './follow-lifecycle.ts';
import { isKept } from './is-kept.ts';
import { lifecycleDays } from './prune-lifecycle.ts';
import { authorizeLifecycle, readLifecycle } from './read-lifecycle.ts';
import { stagesOf } from './stages-of.ts';

/** Of the pool's connections, those that streams may use to read their past. */
const readersAtOnce = 4;

/** `/v1/lifecycle`: what happened to experiences, paged and as a stream (MEM-9). */
export function lifecycleRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  const catchUp = takeTurns(readersAtOnce);

  routes.get('/v1/lifecycle/stream', async (c) => {
    const caller = c.get('caller');
    const query = parseQuery(c, lifecycleQuery);
    authorizeLifecycle(caller, query);
    const resume = c.req.header('last-event-id') ?? query.since_lifecycle_id;
    const { from, isReset } = await beginningOf(ctx, query, resume);
    if (c.env.incoming.method === 'HEAD')
      return c.body(null, 200, { 'Content-Type': 'text/event-stream' });
    const stream = openEventStream(c);
    await new Promise<void>((resolve, reject) => {
      let isOpen = false;
      const onSeated = (since: Position) => {
        if (isOpen) return;
        isOpen = true;
        stream.write(': connected\n\n');
        if (isReset) stream.write(resetFrame);
        // a reader that is cut off before its first event comes back to this place
        else if (from === undefined) stream.write(`id: ${positionId(since)}\n\n`);
        resolve();
      };
      followLifecycle(ctx, { caller, query, from, catchUp, onSeated }, stream).catch((error) => {
        // an answer that has begun can only end: the client comes back with its last id
        if (!isOpen) return reject(error);
        ctx.log.warn({ err: error }, 'a lifecycle stream ended');
        stream.end();
      });
    });
    return streaming;
  });

  routes.get('/v1/lifecycle', async (c) => {
    const caller = c.get('caller');
    const query = parseQuery(c, lifecycleQuery);
    authorizeLifecycle(caller, query);
    const { from, isReset } = await beginningOf(ctx, query, query.since_lifecycle_id);
    const wanted = query.offset + query.limit;
    const items: LifecycleItem[] = [];
    let at = from ?? start;
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
      ...(isReset ? { reset: resetMessage } : {}),
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
    const stages =
      items.length > 0
        ? [...new Set(items.map((item) => item.kind))]
        : await stagesOf(ctx.pool, caller, id);
    if (stages.length === 0) throw new BelayError('NOT_FOUND', 'There is no such event.');
    return c.json({
      event_id: id,
      stages_completed: stages,
      lifecycle_event_ids: items.map((item) => item.lifecycle_id),
      derived: { facts: [], beliefs: [], episodes: [] },
    });
  });

  return routes;
}

/** Where a stream begins, and whether that is not where its reader left. */
interface Beginning {
  /** undefined: with what is new */
  from: Position | undefined;
  isReset: boolean;
}

/** After what the client saw last; of one event or batch, its beginning; else now. */
async function beginningOf(
  ctx: Context,
  query: LifecycleQuery,
  resume: string | undefined,
): Promise<Beginning> {
  if (resume !== undefined) {
    const at = givenPosition(resume);
    const isReset = !(await isKept(ctx.pool, at));
    return { from: isReset ? start : at, isReset };
  }
  const isOfOne = query.event_id !== undefined || query.batch_id !== undefined;
  return { from: isOfOne ? start : undefined, isReset: false };
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

const resetMessage = `What you saw last is no longer kept: the lifecycle goes back ${lifecycleDays} days. Read again what you show; what is kept follows.`;

/** The first event of a stream that can't go on where its reader left. Its id begins at the oldest. */
const resetFrame = `id: ${firstId}\nevent: reset\ndata: ${JSON.stringify({
  kind: 'reset',
  lifecycle_id: firstId,
  message: resetMessage,
} satisfies LifecycleReset)}\n\n`;
