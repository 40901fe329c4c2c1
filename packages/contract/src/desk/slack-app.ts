import { z } from 'zod';

/** A workspace, or an organisation of workspaces, that our app is installed in (INS-3). */
export interface SlackInstallationView {
  id: string;
  team: { id: string; name: string; url: string };
  enterprise: { id: string; name: string | null } | null;
  is_org_wide: boolean;
  state: 'active' | 'revoked' | 'removed';
  reason: string | null;
  bot_user_id: string;
  scopes: string[];
  /** how Slack reaches us */
  delivery: 'http' | 'socket' | 'none';
  /** when it last did */
  heard_at: string | null;
  token_rotates: boolean;
  agents: { id: string; name: string }[];
  connectors: { id: string; name: string }[];
  installed_by: string | null;
  installed_at: string;
}

/** `GET /v1/slack/app`: whose app it is; secrets are never told. */
export interface SlackAppView {
  /** `server`: by environment; `own`: by the form; null: none, tokens are pasted */
  credentials: 'server' | 'own' | null;
  client_id: string | null;
  has_client_secret: boolean;
  has_signing_secret: boolean;
  has_app_token: boolean;
  /** Slack's redirect needs HTTPS: false where our address has none */
  can_add_to_slack: boolean;
  /** why not, in words */
  hint: string | null;
  redirect_url: string;
  request_url: string;
  /** opens Slack's page that makes an app of our manifest */
  create_app_url: string;
  manifest: string;
}
const credential = z.string().trim().min(1).max(500);
/** `PUT /v1/slack/app`; null removes one, absent keeps it. */
export const slackAppBody = z.strictObject({
  client_id: credential.nullable().optional(),
  client_secret: credential.nullable().optional(),
  signing_secret: credential.nullable().optional(),
  app_token: credential.nullable().optional(),
});

/** `POST /v1/agents/{id}/slack/install`: Add to Slack; the browser goes there, and comes back. */
export interface SlackInstallLink {
  url: string;
}
/** `POST /v1/agents/{id}/slack/tokens`: without a public address. */
export const slackTokensBody = z.strictObject({
  token: credential,
  app_token: credential.optional(),
  signing_secret: credential.optional(),
});
/** `POST /v1/agents/{id}/slack/bind`: a workspace that is connected already; `team_id` of an org-wide one. */
export const slackBindBody = z.strictObject({
  installation_id: z.string().max(60),
  team_id: z
    .string()
    .regex(/^T[A-Z0-9]{2,20}$/)
    .optional(),
});
/** `POST /v1/agents/{id}/slack/disconnect`. */
export const slackDisconnectBody = z.strictObject({});
/** `POST /v1/slack/installations/{id}/disconnect`: for all that use it, whose names were shown. */
export const slackRemoveBody = z.strictObject({ confirm: z.literal(true) });
