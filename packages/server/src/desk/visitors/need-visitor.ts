import { createMiddleware } from 'hono/factory';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';

/**
 * Proves who calls: a visitor's token in `Authorization: Bearer`, never in an address (DSK-9).
 * Sets `visitor`. Throws 401, 403 for blocked ones, 429.
 */
export function needVisitor(_ctx: Context) {
  return createMiddleware<AppEnv>(async () => {
    throw new Error('not built yet');
  });
}
