import { createRoute } from '@tanstack/react-router';
import { appRoute } from '../shell/app-route.tsx';
import { lazyPage } from '../shell/lazy-page.ts';

/** Whoever talked to an agent: all of them, and one. */
export const visitorRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: '/visitors',
    validateSearch: ({ q }: Record<string, unknown>): { q?: string } =>
      typeof q === 'string' && q !== '' ? { q: q.slice(0, 200) } : {},
    component: lazyPage(() => import('./visitors-page.tsx'), 'VisitorsPage'),
  }),
  createRoute({
    getParentRoute: () => appRoute,
    path: '/visitors/$id',
    component: lazyPage(() => import('./visitor-page.tsx'), 'VisitorPage'),
  }),
] as const;
