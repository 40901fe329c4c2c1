import { createRoute, redirect } from '@tanstack/react-router';
import { appRoute } from '../shell/app-route.tsx';
import { lazyPage } from '../shell/lazy-page.ts';
import { returnSearch } from '../slack/connect/return-search.ts';

const root = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings',
  component: lazyPage(() => import('./settings-frame.tsx'), 'SettingsFrame'),
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
    component: lazyPage(() => import('./profile/profile-page.tsx'), 'ProfilePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/members',
    component: lazyPage(() => import('./members/members-page.tsx'), 'MembersPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/tokens',
    component: lazyPage(() => import('./tokens/tokens-page.tsx'), 'TokensPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/webhooks',
    component: lazyPage(() => import('../reach/webhooks/webhooks-page.tsx'), 'WebhooksPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/model',
    component: lazyPage(() => import('../reach/model/model-page.tsx'), 'ModelPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/slack',
    validateSearch: returnSearch,
    component: lazyPage(
      () => import('../slack/workspaces/slack-settings-page.tsx'),
      'SlackSettingsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/mail',
    component: lazyPage(() => import('../reach/mail/mail-page.tsx'), 'MailPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/audit',
    component: lazyPage(() => import('./audit/audit-page.tsx'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/organisation',
    component: lazyPage(() => import('./organisation/organisation-page.tsx'), 'OrganisationPage'),
  }),
];

/** Pages below /settings. */
export const settingsRoute = root.addChildren(pages);
