import { createRoute } from '@tanstack/react-router';
import { appRoute } from '../shell/app-route.tsx';
import { lazyPage } from '../shell/lazy-page.ts';

const route = { getParentRoute: () => appRoute };

/** The pages of the connectors: list, Add Connector → Slack, and one connector. */
export const connectorRoutes = [
  createRoute({
    ...route,
    path: '/connectors',
    component: lazyPage(() => import('./list/connectors-page.tsx'), 'ConnectorsPage'),
  }),
  createRoute({
    ...route,
    path: '/connectors/add',
    component: lazyPage(() => import('./add/choose-kind-page.tsx'), 'ChooseKindPage'),
  }),
  createRoute({
    ...route,
    path: '/connectors/add/slack',
    component: lazyPage(() => import('./add/add-slack-page.tsx'), 'AddSlackPage'),
  }),
  createRoute({
    ...route,
    path: '/connectors/$id',
    component: lazyPage(() => import('./detail/connector-page.tsx'), 'ConnectorPage'),
  }),
] as const;
