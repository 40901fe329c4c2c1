import { createRoute, redirect } from '@tanstack/react-router';
import { queryClient, tenantChoice } from '../api/api.ts';
import { ApiError } from '../api/api-error.ts';
import { meQuery } from '../session/session-queries.ts';
import { currentTenant } from '../session/use-session.ts';
import { AppShell } from './app-shell.tsx';
import { rootRoute } from './root-route.tsx';

/** Everything that needs a signed-in person: who isn't goes to sign-in and comes back here. */
export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  async beforeLoad({ location }): Promise<void> {
    try {
      const me = await queryClient.ensureQueryData(meQuery);
      tenantChoice.set(currentTenant(me)?.id ?? null);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401)
        throw redirect({ to: '/sign-in', search: { next: location.href } });
      throw error;
    }
  },
  component: AppShell,
});
