import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { connectorsQuery } from '../../connectors/data/connector-queries.ts';
import type { Workspaces } from './source-link.ts';

/** Where messages lead to: the addresses of the workspaces that connectors follow. */
export function useWorkspaces(): Workspaces {
  const { data } = useQuery({ ...connectorsQuery, refetchInterval: false });
  return useMemo(
    () => new Map(data?.map(({ workspace }) => [workspace.team_id, workspace.url])),
    [data],
  );
}
