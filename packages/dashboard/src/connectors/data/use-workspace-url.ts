import type { ConnectorView } from '@belay/contract/connector';
import type { Me } from '@belay/contract/people';
import { useMe } from '../../session/use-session.ts';

/** The address that a sandbox tells is one of Slack's form: it leads nowhere, its own does. */
export function placeOf(workspace: ConnectorView['workspace'], sandbox: Me['sandbox']): string {
  return sandbox?.team_id === workspace.team_id ? sandbox.url : workspace.url;
}

/** Where a connector's workspace is opened. */
export function useWorkspaceUrl({ workspace }: Pick<ConnectorView, 'workspace'>): string {
  return placeOf(workspace, useMe().sandbox);
}
