import type { ConnectorSettings } from '@belay/contract/connector';

/** A connector with what everybody may know of its installation; no secret is ever selected. */
export interface ConnectorRow {
  id: string;
  installation: string;
  name: string;
  wanted: 'running' | 'paused' | 'deleting';
  /** of a deletion: what was written is forgotten too */
  forgets: boolean;
  settings: ConnectorSettings;
  epoch: number;
  actor: string;
  /** as the worker last told it; its shape is judged by `readWorkerStatus` */
  status: unknown;
  status_at: Date | null;
  events_seen: Record<string, string>;
  last_event_at: Date | null;
  created_by: string;
  created_at: Date;
  team_id: string;
  team_name: string;
  domain: string;
  url: string;
  scopes: string[];
  has_signing_secret: boolean;
  has_app_token: boolean;
  installation_state: 'active' | 'revoked' | 'removed';
  installation_reason: string | null;
  /** when Slack verified the Request URL, or the socket was opened */
  connected_at: Date | null;
  /** what keeps the socket closed, in words */
  socket_problem: string | null;
}

/** From `connector c` joined with `slack_installation i`. */
export const connectorColumns = `c.id, c.installation, c.name, c.wanted, c.forgets, c.settings, c.epoch,
  c.actor, c.status, c.status_at, c.events_seen, c.last_event_at, c.created_by, c.created_at,
  i.team_id, i.team_name, i.domain, i.url, i.scopes,
  (i.signing_secret is not null or i.app is not distinct from 'server' or i.app is not distinct from 'own' and exists (
     select from slack_app p where p.tenant = i.tenant and p.signing_secret is not null))
    as has_signing_secret,
  (i.app_token is not null or i.app is not distinct from 'own' and exists (
     select from slack_app p where p.tenant = i.tenant and p.app_token is not null))
    as has_app_token,
  i.state as installation_state, i.reason as installation_reason, i.connected_at, i.socket_problem`;

export const connectorTables = `connector c join slack_installation i
  on i.tenant = c.tenant and i.id = c.installation`;
