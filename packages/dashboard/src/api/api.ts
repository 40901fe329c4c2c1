import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';
import { createApi } from './create-api.ts';
import { createTenantChoice } from './tenant-choice.ts';

/** The things of which a tab has one. Everything else gets them from here. */
export const tenantChoice = createTenantChoice(
  sessionStorage,
  localStorage,
  new URL(location.href),
);

const signedOut = new Set<() => void>();
/** Calls when the server says that the session is no more. Returns the way to stop. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

export const api = createApi({
  fetch: (input, init) => fetch(input, init),
  tenant: tenantChoice.get,
  onSignedOut() {
    for (const listener of signedOut) listener();
  },
});

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      gcTime: 10 * 60_000,
      // a refusal stays one; what is away comes back
      retry: (failures, error) => failures < 2 && (!(error instanceof ApiError) || error.retriable),
      retryDelay: (failures) => 500 * 2 ** failures,
    },
    mutations: { retry: false },
  },
});
