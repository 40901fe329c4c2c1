import { createRoute } from '@tanstack/react-router';
import { appRoute } from '../shell/app-route.tsx';
import { lazyPage } from '../shell/lazy-page.ts';

/** Where Slack's one-time link leads: who isn't signed in signs in first and comes back. */
export const slackLinkRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/slack/link',
  component: lazyPage(() => import('./person/link-page.tsx'), 'LinkPage'),
});
