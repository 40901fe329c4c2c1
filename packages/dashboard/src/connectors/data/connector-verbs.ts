import type {
  ChannelSearch,
  ConnectorSettings,
  ConnectorView,
  TemplatePreview,
  TokenCheck,
} from '@belay/contract/connector';
import { api } from '../../api/api.ts';
import { connectorPath } from './connector-queries.ts';

/** Whose eyes look at Slack: a pasted token's, a connector's own, a connected workspace's. */
export type Eyes = { token: string } | { connector_id: string } | { installation_id: string };

export function checkToken(eyes: Eyes, signal: AbortSignal): Promise<TokenCheck> {
  return api.post('/v1/connectors/slack/check', eyes, { signal });
}

export function searchChannels(
  search: Eyes & { query?: string; names?: string[]; offset?: number; limit?: number },
  signal?: AbortSignal,
): Promise<ChannelSearch> {
  return api.post('/v1/connectors/slack/channels', search, signal ? { signal } : {});
}

export function previewTemplate(
  preview: { scope_template: string; channels: string[] },
  signal: AbortSignal,
): Promise<TemplatePreview> {
  return api.post('/v1/connectors/slack/preview', preview, { signal });
}

export interface NewConnector {
  kind: 'slack';
  name?: string;
  /** or the workspace that is connected already */
  token?: string;
  installation_id?: string;
  signing_secret?: string;
  app_token?: string;
  settings: ConnectorSettings;
}

export function createConnector(body: NewConnector): Promise<ConnectorView> {
  return api.post('/v1/connectors', body);
}

export function pauseConnector(id: string): Promise<ConnectorView> {
  return api.post(`${connectorPath(id)}/pause`);
}

export function resumeConnector(id: string): Promise<ConnectorView> {
  return api.post(`${connectorPath(id)}/resume`);
}

export function backfillAgain(id: string, days: number | null): Promise<ConnectorView> {
  return api.post(`${connectorPath(id)}/backfill`, { backfill_days: days });
}

export function changeConnector(
  id: string,
  change: { name?: string; settings?: Partial<ConnectorSettings> },
): Promise<ConnectorView> {
  return api.patch(connectorPath(id), change);
}

export interface NewCredentials {
  token?: string;
  signing_secret?: string | null;
  app_token?: string | null;
}

export function changeCredentials(id: string, change: NewCredentials): Promise<ConnectorView> {
  return api.put(`${connectorPath(id)}/credentials`, change);
}

export function deleteConnector(id: string, data: 'keep' | 'forget'): Promise<unknown> {
  return api.delete(`${connectorPath(id)}?data=${data}`);
}

export function retryFailure(id: string, failure: string): Promise<unknown> {
  return api.post(`${connectorPath(id)}/failures/${encodeURIComponent(failure)}/retry`);
}

export function removeImport(id: string, importId: string): Promise<unknown> {
  return api.delete(`${connectorPath(id)}/imports/${encodeURIComponent(importId)}`);
}
