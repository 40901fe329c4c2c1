import { experience, idempotencyKey, waits } from '@belay/contract/experience';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { check, parseBody } from '../../http/parse-body.ts';
import { authorizeWrite } from './authorize-write.ts';
import { checkBlobs } from './check-blobs.ts';
import { experienceAnswer } from './experience-answer.ts';
import { findWrite } from './find-write.ts';
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
    const holder = await findWrite(ctx.pool, c.get('caller'), {
      idempotency_key: check(idempotencyKey, c.req.param('key'), 'INVALID_QUERY'),
    });
    return c.json(holder);
  });

  routes.get('/v1/experience/status', async (c) => {
    const query = check(statusQuery, c.req.query(), 'INVALID_QUERY');
    return c.json(await findWrite(ctx.pool, c.get('caller'), query));
  });

  return routes;
}
