import { type Availability, availabilityBody } from '@belay/contract/desk/slack-people';
import { Hono } from 'hono';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { parseBody } from '../../http/parse-body.ts';
import type { Operation } from '../../openapi/operations.ts';
import { operatorOf } from '../conversation/desk-actor.ts';
import { isAvailable } from './is-available.ts';
import { setAvailable } from './set-available.ts';

export const availabilityOperations: Operation[] = [
  {
    ...{ method: 'get', path: '/v1/desk/availability', served: true, needs: 'desk.operate' },
    summary: 'whether the operator is there',
  },
  {
    ...{ method: 'put', path: '/v1/desk/availability', served: true, needs: 'desk.operate' },
    summary: 'be there or away: who is away is not mentioned and not offered',
    body: availabilityBody,
  },
];

/** `/v1/desk/availability`: one's own. */
export function availabilityRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/v1/desk/availability', async (c) => {
    const operator = await operatorOf(ctx, c.get('caller'));
    const answer: Availability = { available: await isAvailable(ctx.pool, operator) };
    return c.json(answer);
  });
  routes.put('/v1/desk/availability', async (c) => {
    const operator = await operatorOf(ctx, c.get('caller'));
    const wanted = await parseBody(c, availabilityBody);
    await setAvailable(ctx, operator, wanted.available);
    return c.json(wanted satisfies Availability);
  });
  return routes;
}
