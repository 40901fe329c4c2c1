import { createRoute } from '@tanstack/react-router';
import { appRoute } from '../shell/app-route.tsx';
import { lazyPage } from '../shell/lazy-page.ts';
import { inboxSearch } from './list/inbox-search.ts';

const frame = createRoute({
  getParentRoute: () => appRoute,
  path: '/inbox',
  validateSearch: inboxSearch,
  component: lazyPage(() => import('./inbox-page.tsx'), 'InboxPage'),
});

/** The inbox: its list stays while conversations change. Every state of it is an address. */
export const inboxRoute = frame.addChildren([
  createRoute({
    getParentRoute: () => frame,
    path: '/',
    component: lazyPage(() => import('./no-conversation.tsx'), 'NoConversation'),
  }),
  createRoute({
    getParentRoute: () => frame,
    path: '$id',
    component: lazyPage(() => import('./conversation/conversation-page.tsx'), 'ConversationPage'),
  }),
]);
