import type { Me, SetupState } from '@belay/contract/people';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../api/api.ts';

/** The signed-in person and their organisations. Fails with 401 when nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => api.get<Me>('/v1/me', { signal }),
  staleTime: 60_000,
});

/** Whether this server still needs its first owner. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => api.get<SetupState>('/v1/setup', { signal }),
});
