import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../shell/app-route.tsx';
import { returnSearch } from '../slack/connect/return-search.ts';
import { deliverySearch } from '../slack/log/delivery-filter.ts';

const list = createRoute({
  getParentRoute: () => appRoute,
  path: '/agents',
  component: lazyRouteComponent(() => import('./list/agents-page.tsx'), 'AgentsPage'),
});

const agent = createRoute({
  getParentRoute: () => appRoute,
  path: '/agents/$id',
  component: lazyRouteComponent(() => import('./detail/agent-page.tsx'), 'AgentPage'),
});

// in a variable of their own: as an argument, addChildren's own type would make them `any`
const tabs = [
  createRoute({
    getParentRoute: () => agent,
    path: '/',
    component: lazyRouteComponent(() => import('./knowledge/knowledge-tab.tsx'), 'KnowledgeTab'),
  }),
  createRoute({
    getParentRoute: () => agent,
    path: '/behaviour',
    component: lazyRouteComponent(() => import('./behaviour/behaviour-tab.tsx'), 'BehaviourTab'),
  }),
  createRoute({
    getParentRoute: () => agent,
    path: '/hours',
    component: lazyRouteComponent(() => import('./hours/hours-tab.tsx'), 'HoursTab'),
  }),
  createRoute({
    getParentRoute: () => agent,
    path: '/look',
    component: lazyRouteComponent(() => import('./look/look-tab.tsx'), 'LookTab'),
  }),
  createRoute({
    getParentRoute: () => agent,
    path: '/actions',
    component: lazyRouteComponent(() => import('./actions/actions-tab.tsx'), 'ActionsTab'),
  }),
  createRoute({
    getParentRoute: () => agent,
    path: '/actions/$action',
    component: lazyRouteComponent(() => import('./actions/action-tab.tsx'), 'ActionTab'),
  }),
  createRoute({
    getParentRoute: () => agent,
    path: '/integrations',
    component: lazyRouteComponent(
      () => import('../slack/page/integrations-tab.tsx'),
      'IntegrationsTab',
    ),
  }),
  createRoute({
    getParentRoute: () => agent,
    path: '/integrations/slack',
    validateSearch: returnSearch,

    component: lazyRouteComponent(() => import('../slack/page/slack-page.tsx'), 'SlackPage'),
  }),
  createRoute({
    getParentRoute: () => agent,
    path: '/integrations/slack/log',
    validateSearch: deliverySearch,
    component: lazyRouteComponent(() => import('../slack/log/log-page.tsx'), 'LogPage'),
  }),
  createRoute({
    getParentRoute: () => agent,
    path: '/integrations/slack/shared-data',
    component: lazyRouteComponent(
      () => import('../slack/connect/shared-data-page.tsx'),
      'SharedDataPage',
    ),
  }),
] as const;

/** The pages of the agents: the list, and one agent with its tabs. */
export const agentRoutes = [list, agent.addChildren(tabs)] as const;
