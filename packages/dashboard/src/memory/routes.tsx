import { createRoute } from '@tanstack/react-router';
import { appRoute } from '../shell/app-route.tsx';
import { Page } from '../shell/page.tsx';

/** Pages below /memory. */
export const memoryRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: '/memory',
    component: () => <Page title="Memory">{null}</Page>,
  }),
];
