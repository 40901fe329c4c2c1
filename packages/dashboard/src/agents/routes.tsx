import { createRoute } from '@tanstack/react-router';
import { appRoute } from '../shell/app-route.tsx';
import { lazyPage } from '../shell/lazy-page.ts';
import { returnSearch } from '../slack/connect/return-search.ts';
import { deliverySearch } from '../slack/log/delivery-filter.ts';

const list = createRoute({
  getParentRoute: () => appRoute,
  path: '/agents',
  component: lazyPage(() => import('./list/agents-page.tsx'), 'AgentsPage'),
});

const agent = createRoute({
  getParentRoute: () => appRoute,
  path: '/agents/$id',
  component: lazyPage(() => import('./detail/agent-page.tsx'), 'AgentPage'),
});

// in a variable of their own: as an argument, addChildren's own type would make them `any`
const tabs = [
  createRoute({
    getParentRoute: () => agent,
    path: '/',
    component: lazyPage(() => import('./knowledge/knowledge-tab.tsx'), 'KnowledgeTab'),
  }),
  createRoute({
    getParentRoute: () => agent,
    path: '/behaviour',
    component: lazyPage(() => import('./behaviour/behaviour-tab.tsx'), 'BehaviourTab'),
  }),
  createRoute({
    getParentRoute: () => agent,
    path: '/hours',
    component: lazyPage(() => import('./hours/hours-tab.tsx'), 'HoursTab'),
  }),
  createRoute({
    getParentRoute: () => agent,
    path: '/look',
    component: lazyPage(() => import('./look/look-tab.tsx'), 'LookTab'),
  }),
  createRoute({
    getParentRoute: () => agent,
    path: '/actions',
    component: lazyPage(() => import('./actions/actions-tab.tsx'), 'ActionsTab'),
  }),
  createRoute({
    getParentRoute: () => agent,
    path: '/actions/$action',
    component: lazyPage(() => import('./actions/action-tab.tsx'), 'ActionTab'),
  }),
  createRoute({
    getParentRoute: () => agent,
    path: '/integrations',
    component: lazyPage(() => import('../slack/page/integrations-tab.tsx'), 'IntegrationsTab'),
  }),
  createRoute({
    getParentRoute: () => agent,
    path: '/integrations/slack',
    validateSearch: returnSearch,

    component: lazyPage(() => import('../slack/page/slack-page.tsx'), 'SlackPage'),
  }),
  createRoute({
    getParentRoute: () => agent,
    path: '/integrations/slack/log',
    validateSearch: deliverySearch,
    component: lazyPage(() => import('../slack/log/log-page.tsx'), 'LogPage'),
  }),
  createRoute({
    getParentRoute: () => agent,
    path: '/integrations/slack/shared-data',
    component: lazyPage(() => import('../slack/connect/shared-data-page.tsx'), 'SharedDataPage'),
  }),
] as const;

/** The pages of the agents: the list, and one agent with its tabs. */
export const agentRoutes = [list, agent.addChildren(tabs)] as const;
