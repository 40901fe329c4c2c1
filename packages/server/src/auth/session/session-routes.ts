import { BelayError } from '@belay/contract/error';
import type { SessionView } from '@belay/contract/people';
import { Hono } from 'hono';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { checkOrigin } from './check-origin.ts';
import { endCookie } from './end-cookie.ts';

const sessionId = z.guid();

/** `/v1/sessions`: where a person is signed in, and how to end that. */
export function sessionRoutes(ctx: Context): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();

  routes.get('/v1/sessions', async (c) => {
    const { id, person } = await ctx.sessions.signedIn(c);
    const { rows } = await ctx.pool.query<{
      id: string;
      user_agent: string | null;
      ip_address: string | null;
      created_at: Date;
      expires_at: Date;
    }>(
      `select id, user_agent, ip_address, created_at, expires_at from session
       where person = $1 and expires_at > now()
       order by id = $2 desc, created_at desc limit 200`,
      [person.id, id],
    );
    const items: SessionView[] = rows.map((row) => ({
      id: row.id,
      is_current: row.id === id,
      user_agent: row.user_agent || null,
      ip: row.ip_address || null,
      created_at: row.created_at.toISOString(),
      expires_at: row.expires_at.toISOString(),
    }));
    return c.json({ items });
  });

  routes.delete('/v1/sessions/:id', async (c) => {
    const { id: current, person } = await ctx.sessions.signedIn(c);
    checkOrigin(c, ctx.config.publicUrl, 'refuse');
    const id = sessionId.safeParse(c.req.param('id'));
    const { rowCount } = await ctx.pool.query('delete from session where person = $1 and id = $2', [
      person.id,
      id.data ?? null,
    ]);
    if (rowCount !== 1) throw new BelayError('NOT_FOUND', 'There is no such session.');
    await ctx.sessions.changed();
    if (id.data === current) endCookie(ctx, c);
    return c.body(null, 204);
  });

  routes.delete('/v1/sessions', async (c) => {
    const { person } = await ctx.sessions.signedIn(c);
    checkOrigin(c, ctx.config.publicUrl, 'refuse');
    await ctx.pool.query('delete from session where person = $1', [person.id]);
    await ctx.sessions.changed();
    endCookie(ctx, c);
    return c.body(null, 204);
  });

  return routes;
}
