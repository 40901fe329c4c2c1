import { BelayError } from '@belay/contract/error';
import { type Captured, experience, idempotencyKey, waits } from '@belay/contract/experience';
import { Hono } from 'hono';
import { z } from 'zod';
import { scopeCovers } from '../../auth/capabilities.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { check, parseBody } from '../../http/parse-body.ts';
import { publicId, uuidOf } from '../ids.ts';
import { authorizeWrite } from './authorize-write.ts';
import { checkBlobs } from './check-blobs.ts';
import { experienceAnswer } from './experience-answer.ts';
import { prepareEvent } from './prepare-event.ts';
import { waitForStage } from './wait-for-stage.ts';

const waitQuery = z.enum(waits).default('accepted');
const statusQuery = z.object({
  idempotency_key: idempotencyKey.optional(),
  event_id: z.string().optional(),
});

/** `POST /v1/experience` and what reads one write back (MEM-1, MEM-2). */
export function experienceRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.post('/v1/experience', async (c) => {
    const wait = check(waitQuery, c.req.query('wait'), 'INVALID_BODY');
    const caller = c.get('caller');
    const item = await parseBody(c, experience, 'INVALID_ENVELOPE');
    authorizeWrite(caller, item);
    c.set('capability', 'scope.write');
    await checkBlobs(ctx.pool, caller, item);
    const started = performance.now();
    const outcome = await ctx.capture.write(prepareEvent(caller, item, ctx.now()));
    ctx.metrics.experiences.inc({ outcome: outcome.kind });
    const answer = experienceAnswer(outcome);
    if (wait === 'accepted') return c.json(answer, 202);
    const signal = c.req.raw.signal;
    return c.json(await waitForStage(ctx, caller.tenant, answer, wait, started, signal), 200);
  });

  routes.get('/v1/experience/by-idempotency-key/:key', async (c) => {
    const holder = await find(ctx, c.get('caller'), { idempotency_key: c.req.param('key') });
    return c.json(holder);
  });

  routes.get('/v1/experience/status', async (c) => {
    const query = check(statusQuery, c.req.query(), 'INVALID_QUERY');
    return c.json(await find(ctx, c.get('caller'), query));
  });

  return routes;
}

interface Found {
  id: string;
  scope: string;
  key: string | null;
  wal_offset: number;
  envelope: string | null;
  forgotten: boolean;
  indexed: boolean;
}

/** One write by key or id; what the caller's scopes don't reach answers like what isn't there. */
async function find(
  ctx: Context,
  caller: { tenant: string; scopes: readonly string[] },
  by: { idempotency_key?: string | undefined; event_id?: string | undefined },
): Promise<Captured & { idempotency_key: string | null; experience: unknown }> {
  const id = by.event_id === undefined ? null : (uuidOf('evt', by.event_id) ?? null);
  const { rows } = await ctx.pool.query<Found>({
    name: 'find-write',
    text: `select e.id, e.scope, e.idempotency_key as key, e.wal_offset, e.envelope,
                  e.forgotten_at is not null as forgotten,
                  exists (select from event_text t where t.tenant = e.tenant and t.event_id = e.id) as indexed
           from event e
           where e.tenant = $1 and (e.idempotency_key = $2 or e.id = $3)`,
    values: [caller.tenant, by.idempotency_key ?? null, id],
  });
  const row = rows[0];
  if (!row || !caller.scopes.some((outer) => scopeCovers(outer, row.scope)))
    throw new BelayError('NOT_FOUND', 'No experience stands under this key or id.');
  const eventId = publicId('evt', row.id);
  return {
    event_id: eventId,
    idempotency_key: row.key,
    status: row.indexed ? 'indexed' : 'captured',
    wal_offset: row.wal_offset,
    lifecycle_stream: `/v1/lifecycle/stream?event_id=${eventId}`,
    ...(row.forgotten ? { forgotten: true } : {}),
    experience: row.envelope === null ? null : JSON.parse(row.envelope),
  };
}
