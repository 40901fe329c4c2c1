import { createRoute } from '@tanstack/react-router';
import { appRoute } from '../shell/app-route.tsx';
import { Page } from '../shell/page.tsx';

/** Pages below /connectors. */
export const connectorRoutes = [
  createRoute({
    getParentRoute: () => appRoute,
    path: '/connectors',
    component: () => <Page title="Connectors">{null}</Page>,
  }),
];
