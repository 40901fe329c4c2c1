import { createRoute } from '@tanstack/react-router';
import { lazyPage } from '../shell/lazy-page.ts';
import { rootRoute } from '../shell/root-route.tsx';

export interface SignInSearch {
  /** where to go afterwards */
  next?: string;
  /** the session ended while somebody worked */
  ended?: boolean;
}

/** Pages for who isn't signed in: sign-in, and the three that one-time links lead to. */
export const doorRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/sign-in',
    validateSearch: ({ next, ended }: Record<string, unknown>): SignInSearch => ({
      ...(typeof next === 'string' && { next }),
      ...(ended === true && { ended }),
    }),
    component: lazyPage(() => import('./sign-in-page.tsx'), 'SignInPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/setup',
    component: lazyPage(() => import('./setup-page.tsx'), 'SetupPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/invitation',
    component: lazyPage(() => import('./invitation-page.tsx'), 'InvitationPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/reset-login',
    component: lazyPage(() => import('./reset-login-page.tsx'), 'ResetLoginPage'),
  }),
];
