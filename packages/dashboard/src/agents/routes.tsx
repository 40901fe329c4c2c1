import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../shell/app-route.tsx';

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
] as const;

/** The pages of the agents: the list, and one agent with its tabs. */
export const agentRoutes = [list, agent.addChildren(tabs)] as const;
