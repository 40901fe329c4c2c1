import type { ModelView } from '@belay/contract/desk/model';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/api.ts';

/** The organisation's model endpoint; its key is never shown. */
export const modelQuery = queryOptions({
  queryKey: ['model'],
  queryFn: ({ signal }) => api.get<ModelView>('/v1/model', { signal }),
  // tokens are used while nobody touches the page
  refetchInterval: 30_000,
});
