import { type AgentSettings, agentSettings } from '@belay/contract/desk/agent';

/** An agent as the desk works with it. */
export interface AgentRow {
  /** uuids */
  tenant: string;
  id: string;
  name: string;
  isPublic: boolean;
  isPaused: boolean;
  /** public and not paused: takes new conversations, and its AI speaks */
  serves: boolean;
  settings: AgentSettings;
  /** grows with every change that cancels running turns */
  epoch: number;
  /** sealed under `identitySecretName`; signs visitors' identities (DSK-9) */
  identitySecret: Buffer | null;
  identitySecretAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export interface StoredAgent {
  tenant: string;
  id: string;
  name: string;
  is_public: boolean;
  is_paused: boolean;
  settings: unknown;
  epoch: number;
  identity_secret: Buffer | null;
  identity_secret_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

export const agentColumns = `a.tenant, a.id, a.name, a.is_public, a.is_paused, a.settings, a.epoch,
  a.identity_secret, a.identity_secret_at, a.created_at, a.updated_at`;

export function agentRow(stored: StoredAgent): AgentRow {
  return {
    tenant: stored.tenant,
    id: stored.id,
    name: stored.name,
    isPublic: stored.is_public,
    isPaused: stored.is_paused,
    serves: stored.is_public && !stored.is_paused,
    // settings that came later have their defaults in agents of before
    settings: agentSettings.parse(stored.settings),
    epoch: stored.epoch,
    identitySecret: stored.identity_secret,
    identitySecretAt: stored.identity_secret_at,
    createdAt: stored.created_at,
    updatedAt: stored.updated_at,
  };
}
