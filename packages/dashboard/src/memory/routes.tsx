import { createRoute } from '@tanstack/react-router';
import { appRoute } from '../shell/app-route.tsx';
import { lazyPage } from '../shell/lazy-page.ts';
import { memorySearch } from './search/memory-search.ts';

/** The memory explorer: one page, every state of it an address. */
export const memoryRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: '/memory',
    validateSearch: memorySearch,
    component: lazyPage(() => import('./memory-page.tsx'), 'MemoryPage'),
  }),
] as const;
