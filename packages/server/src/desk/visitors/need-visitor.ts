import { BelayError } from '@belay/contract/error';
import { createMiddleware } from 'hono/factory';
import { addressGroup } from '../../auth/session/address-group.ts';
import { clientAddress } from '../../auth/session/client-address.ts';
import type { Context } from '../../context.ts';
import type { AppEnv } from '../../http/app-env.ts';
import type { VisitorLimits } from './visitor-limits.ts';
import { blocked, findToken, sentToken } from './visitor-token.ts';

const seenMs = 60_000;

/**
 * Proves who calls: a visitor's token in `Authorization: Bearer`, never in an address (DSK-9).
 * Sets `visitor`. Throws 401, 403 for blocked ones, 429.
 */
export function needVisitor(ctx: Context, limits: VisitorLimits) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const hash = sentToken(c);
    if (hash === undefined)
      throw new BelayError(
        'MISSING_TOKEN',
        'This call needs "Authorization: Bearer <token>" of a visitor. POST /v1/widget/session gives one.',
      );
    const tokenHash = hash.toString('hex');
    // what one visitor sends in vain is not counted for all who sit behind the same address
    limits.requests.spend(tokenHash);
    limits.address.spend(addressGroup(clientAddress(ctx, c)));
    const found = await findToken(ctx.pool, hash);
    if (!found)
      throw new BelayError(
        'INVALID_CREDENTIALS',
        'This visitor is not known here, or not any more. POST /v1/widget/session gives a new token.',
      );
    if (found.isBlocked) throw blocked();
    const { tenant, visitor, agent } = found;
    if (ctx.now() - found.lastSeenAt.getTime() > seenMs)
      await ctx.pool.query(
        'update visitor set last_seen_at = now() where tenant = $1 and id = $2',
        [tenant, visitor],
      );
    c.set('visitor', { tenant, visitor, agent, tokenHash });
    await next();
  });
}
