import { useQuery } from '@tanstack/react-query';
import { checkToken } from '../data/connector-verbs.ts';
import type { CheckedToken } from './use-token-check.ts';

/** What Slack says of a workspace that is connected already (`sin_…`); null: none is chosen. */
export function useWorkspaceCheck(installation: string | null): CheckedToken {
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['workspace-check', installation],
    queryFn: ({ signal }) => checkToken({ installation_id: installation ?? '' }, signal),
    enabled: installation !== null,
    staleTime: 60_000,
    retry: false,
  });
  return {
    result: data,
    error,
    isChecking: installation !== null && isFetching,
    again: () => void refetch(),
  };
}
