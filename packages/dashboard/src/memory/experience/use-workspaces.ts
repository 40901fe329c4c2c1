import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { connectorsQuery } from '../../connectors/data/connector-queries.ts';
import { placeOf } from '../../connectors/data/use-workspace-url.ts';
import { useMe } from '../../session/use-session.ts';
import type { Workspaces } from './source-link.ts';

/** Where messages lead to: the addresses of the workspaces that connectors follow. */
export function useWorkspaces(): Workspaces {
  const { data } = useQuery({ ...connectorsQuery, refetchInterval: false });
  const { sandbox } = useMe();
  return useMemo(
    () =>
      new Map(
        data?.map(({ workspace }) => [workspace.team_id, placeOf(workspace, sandbox)] as const),
      ),
    [data, sandbox],
  );
}
