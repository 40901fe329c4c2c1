import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from '../shell/app-route.tsx';

/** Where Slack's one-time link leads: who isn't signed in signs in first and comes back. */
export const slackLinkRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/slack/link',
  component: lazyRouteComponent(() => import('./person/link-page.tsx'), 'LinkPage'),
});
