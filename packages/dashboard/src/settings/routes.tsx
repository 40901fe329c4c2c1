import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { appRoute } from '../shell/app-route.tsx';
import { returnSearch } from '../slack/connect/return-search.ts';

const root = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings-frame.tsx'), 'SettingsFrame'),
});

// in a variable of their own: as an argument, addChildren's own type would make them `any`
const pages = [
  createRoute({
    getParentRoute: () => root,
    path: '/',
    // its type stands here, because the redirect's is the router's, which is made of this
    beforeLoad: (): void => {
      throw redirect({ to: '/settings/profile', replace: true });
    },
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/profile',
    component: lazyRouteComponent(() => import('./profile/profile-page.tsx'), 'ProfilePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/members',
    component: lazyRouteComponent(() => import('./members/members-page.tsx'), 'MembersPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/tokens',
    component: lazyRouteComponent(() => import('./tokens/tokens-page.tsx'), 'TokensPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/webhooks',
    component: lazyRouteComponent(
      () => import('../reach/webhooks/webhooks-page.tsx'),
      'WebhooksPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/model',
    component: lazyRouteComponent(() => import('../reach/model/model-page.tsx'), 'ModelPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/slack',
    validateSearch: returnSearch,
    component: lazyRouteComponent(
      () => import('../slack/workspaces/slack-settings-page.tsx'),
      'SlackSettingsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/mail',
    component: lazyRouteComponent(() => import('../reach/mail/mail-page.tsx'), 'MailPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/audit',
    component: lazyRouteComponent(() => import('./audit/audit-page.tsx'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/organisation',
    component: lazyRouteComponent(
      () => import('./organisation/organisation-page.tsx'),
      'OrganisationPage',
    ),
  }),
];

/** Pages below /settings. */
export const settingsRoute = root.addChildren(pages);
