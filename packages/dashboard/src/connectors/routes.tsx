import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../shell/app-route.tsx';

const route = { getParentRoute: () => appRoute };

/** The pages of the connectors: list, Add Connector → Slack, and one connector. */
export const connectorRoutes = [
  createRoute({
    ...route,
    path: '/connectors',
    component: lazyRouteComponent(() => import('./list/connectors-page.tsx'), 'ConnectorsPage'),
  }),
  createRoute({
    ...route,
    path: '/connectors/add',
    component: lazyRouteComponent(() => import('./add/choose-kind-page.tsx'), 'ChooseKindPage'),
  }),
  createRoute({
    ...route,
    path: '/connectors/add/slack',
    component: lazyRouteComponent(() => import('./add/add-slack-page.tsx'), 'AddSlackPage'),
  }),
  createRoute({
    ...route,
    path: '/connectors/$id',
    component: lazyRouteComponent(() => import('./detail/connector-page.tsx'), 'ConnectorPage'),
  }),
] as const;
