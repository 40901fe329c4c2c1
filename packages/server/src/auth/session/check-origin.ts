import { BelayError } from '@belay/contract/error';
import type { Context as HonoContext } from 'hono';
import type { AppEnv } from '../../http/app-env.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A cookie is sent by every page that a browser shows: what changes something has to come from a
 * page of ours (SEC-4). `absent` says whether a request without Origin, which no browser sends, may.
 */
export function checkOrigin(
  c: HonoContext<AppEnv>,
  publicUrl: string,
  absent: 'refuse' | 'allow',
): void {
  if (safe.has(c.req.method)) return;
  const origin = c.req.header('origin');
  if (origin === undefined && absent === 'allow') return;
  const host = origin !== undefined && URL.canParse(origin) ? new URL(origin).host : undefined;
  // a proxy may have changed Host on the way; the public address is ours as well
  if (host && (host === c.req.header('host') || host === new URL(publicUrl).host)) return;
  throw new BelayError(
    'POLICY_DENIED',
    'This call came from another site. Use the dashboard of this server, or an API token.',
    { decided_by_tier: 'origin', reason: 'the Origin is not this server' },
  );
}
