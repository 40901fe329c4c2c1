import type { ConnectorView } from '@belay/contract/connector';
import type { Me } from '@belay/contract/people';
import { useMe } from '../../session/use-session.ts';

/** A server beside a sandbox talks to no other Slack, and the address that it tells leads nowhere. */
export function placeOf(workspace: ConnectorView['workspace'], sandbox: Me['sandbox']): string {
  return sandbox?.url ?? workspace.url;
}

/** Where a connector's workspace is opened. */
export function useWorkspaceUrl({ workspace }: Pick<ConnectorView, 'workspace'>): string {
  return placeOf(workspace, useMe().sandbox);
}
