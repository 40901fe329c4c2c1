import { createRoute } from '@tanstack/react-router';
import { appRoute } from '../shell/app-route.tsx';
import { lazyPage } from '../shell/lazy-page.ts';

/** What the address says of the table. */
export interface LeadsSearch {
  q?: string | undefined;
  agent?: string | undefined;
}

/** Contact details that visitors left. */
export const leadRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: '/leads',
    validateSearch: ({ q, agent }: Record<string, unknown>): LeadsSearch => ({
      ...(typeof q === 'string' && q !== '' && { q: q.slice(0, 200) }),
      ...(typeof agent === 'string' && agent !== '' && { agent: agent.slice(0, 60) }),
    }),
    component: lazyPage(() => import('./leads-page.tsx'), 'LeadsPage'),
  }),
] as const;
