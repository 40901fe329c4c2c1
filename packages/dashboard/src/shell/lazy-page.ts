import { lazyRouteComponent } from '@tanstack/react-router';
import { ApiError } from '../api/api-error.ts';

/**
 * A page whose code is asked for when it is needed. For code that is no longer served the router
 * loads the window anew, once; while nobody answers that would leave an empty window, so then the
 * page says so in its place.
 */
export function lazyPage<Module extends Record<string, unknown>, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
) {
  return lazyRouteComponent(() => load().catch(unlessAway), name);
}

async function unlessAway(cause: unknown): Promise<never> {
  const isThere = await fetch('/app/', { method: 'HEAD', cache: 'no-store' }).then(
    () => true,
    () => false,
  );
  if (isThere) throw cause;
  throw new ApiError(
    {
      ...{ code: 'OFFLINE' as const, status: 0, retriable: true },
      message: 'This page could not be loaded. Check your connection; then try again.',
    },
    { cause },
  );
}
