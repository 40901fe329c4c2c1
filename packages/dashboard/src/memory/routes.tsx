import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../shell/app-route.tsx';
import { memorySearch } from './search/memory-search.ts';

/** The memory explorer: one page, every state of it an address. */
export const memoryRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: '/memory',
    validateSearch: memorySearch,
    component: lazyRouteComponent(() => import('./memory-page.tsx'), 'MemoryPage'),
  }),
] as const;
