import { createRoute, createRouter } from '@tanstack/react-router';
import { agentRoutes } from './agents/routes.tsx';
import { connectorRoutes } from './connectors/routes.tsx';
import { doorRoutes } from './door/routes.tsx';
import { inboxRoute } from './inbox/routes.tsx';
import { leadRoutes } from './leads/routes.tsx';
import { memoryRoutes } from './memory/routes.tsx';
import { settingsRoute } from './settings/routes.tsx';
import { appRoute } from './shell/app-route.tsx';
import { lazyPage } from './shell/lazy-page.ts';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { PageError } from './shell/page-error.tsx';
import { PageSkeleton } from './shell/page-skeleton.tsx';
import { rootRoute } from './shell/root-route.tsx';
import { slackLinkRoute } from './slack/routes.tsx';
import { visitorRoutes } from './visitors/routes.tsx';

const homeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  component: lazyPage(() => import('./home/home-page.tsx'), 'HomePage'),
});

/** No page has this address: said inside the frame, from which one can go on. */
const nowhereRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '$',
  component: NotFoundPage,
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    ...doorRoutes,
    appRoute.addChildren([
      homeRoute,
      ...connectorRoutes,
      ...memoryRoutes,
      ...agentRoutes,
      inboxRoute,
      ...visitorRoutes,
      ...leadRoutes,
      settingsRoute,
      slackLinkRoute,
      nowhereRoute,
    ]),
  ]),
  basepath: '/app',
  defaultPreload: 'intent',
  defaultPendingMs: 150,
  defaultPendingMinMs: 0,
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
