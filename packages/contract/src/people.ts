import { z } from 'zod';
import { scope } from './experience.ts';

/** What a member of an organisation may: each role may what the ones after it may. */
export const roles = ['owner', 'admin', 'operator', 'viewer'] as const;
export type Role = (typeof roles)[number];
const role = z.enum(roles);

/** PostgreSQL's text holds no NUL and no half characters. */
const name = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .refine((text) => !text.includes('\0') && text.isWellFormed(), 'plain text without NUL');
const email = z
  .email()
  .max(254)
  .transform((text) => text.toLowerCase());
/** better-auth hashes it with scrypt; long ones cost no more than short ones */
const password = z.string().min(10).max(128);

/** What stands behind a link that the server or a person gave out. */
const linkToken = z.string().max(200);

/** `POST /v1/setup`: the one-time link of the first start makes the owner. */
export const setupBody = z.strictObject({
  token: linkToken,
  name,
  email,
  password,
  organisation: name,
});
/** `POST /api/auth/sign-in/email`. */
export const signInBody = z.strictObject({
  email,
  password: z.string().min(1).max(128),
  /** false: the session ends with the browser, after a day at most */
  rememberMe: z.boolean().default(true),
});
/** `POST /api/auth/change-password`. */
export const changePasswordBody = z.strictObject({
  currentPassword: z.string().min(1).max(128),
  newPassword: password,
  /** signs out everywhere else */
  revokeOtherSessions: z.boolean().default(true),
});

/** `POST /v1/reset-login`: by the link that `belay reset-login <e-mail>` prints; ends all sessions. */
export const resetLoginBody = z.strictObject({ token: linkToken, password });

/** `PATCH /v1/me`. */
export const meBody = z.strictObject({ name });
/**
 * `POST /v1/tenants`: another organisation on this server; its maker, who owns one already, owns it.
 * `PATCH /v1/tenants/{id}`: its name.
 */
export const tenantBody = z.strictObject({ name });

/** As Slack writes it, e.g. C0123456789. */
const channelId = z.string().regex(/^[A-Z0-9]{1,20}$/, 'an id of a channel, e.g. C0123456789');

/** Which memory a member reads: scopes, and which private channels' (MGD-6). */
const reach = {
  /** null: everything of the organisation */
  scopes: z.array(scope).max(100).nullable().optional(),
  /** `all`, or ids of the channels; default none, admins and owners always `all` */
  private_channels: z.union([z.literal('all'), z.array(channelId).max(1000)]).optional(),
};
export const inviteBody = z.strictObject({ email, role, ...reach });
/** `POST /v1/invitations/look`. */
export const lookBody = z.strictObject({ token: linkToken });
export const acceptBody = z.strictObject({
  token: linkToken,
  /** both absent: the signed-in person accepts */
  name: name.optional(),
  password: password.optional(),
});
export const patchMemberBody = z.strictObject({ role: role.optional(), ...reach });

/** `POST /v1/api-tokens`: never more than its maker has, and it falls when they no longer have it. */
export const apiTokenBody = z.strictObject({
  name,
  /** null: everything of the organisation */
  scopes: z.array(scope).min(1).max(100).nullable(),
  capabilities: z.array(z.string().max(64)).min(1).max(50),
  days: z.number().int().min(1).max(3650).default(90),
  private_channels: z.boolean().default(false),
});

/** `GET /v1/me`. `tenants` in the order in which they were joined. */
export interface Me {
  user: { id: string; name: string; email: string };
  tenants: Membership[];
  /** this server has a sandbox workspace to try things in */
  sandbox: { url: string; bot_token: string; team_id: string } | null;
}
export interface Membership {
  id: string;
  name: string;
  role: Role;
  /** e.g. `org:acme`: everything of the organisation lies below */
  root_scope: string;
  scopes: string[] | null;
  private_channels: 'all' | string[];
  is_demo: boolean;
}
/** `GET /v1/setup`: what a stranger may know: whether somebody has to make the first owner. */
export interface SetupState {
  needs_owner: boolean;
}
export interface MemberView {
  user_id: string;
  name: string;
  email: string;
  role: Role;
  scopes: string[] | null;
  private_channels: 'all' | string[];
  joined_at: string;
  last_seen_at: string | null;
}
export interface InvitationView {
  id: string;
  email: string;
  role: Role;
  invited_by: string;
  created_at: string;
  expires_at: string;
}
/** `POST /v1/invitations`: the link is shown once; nobody can read it again. */
export interface CreatedInvitation extends InvitationView {
  link: string;
}
/** `POST /v1/invitations/look`: what an invited person sees before accepting. */
export interface InvitationPreview {
  organisation: string;
  email: string;
  role: Role;
  invited_by: string;
  /** that e-mail has an account here already: sign in, then accept */
  has_account: boolean;
}
export interface ApiTokenView {
  jti: string;
  name: string;
  actor: string;
  scopes: string[];
  capabilities: string[];
  private_channels: boolean;
  created_by: string;
  created_at: string;
  expires_at: string;
  revoked_at: string | null;
}
export interface CreatedApiToken extends ApiTokenView {
  /** shown once */
  token: string;
}
export interface SessionView {
  id: string;
  is_current: boolean;
  user_agent: string | null;
  ip: string | null;
  created_at: string;
  expires_at: string;
}
/** `GET /v1/audit`: the newest first. */
export const auditQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});
export interface AuditPage {
  items: AuditItem[];
  next_cursor: string | null;
}
export interface AuditItem {
  id: string;
  ts: string;
  actor: string;
  endpoint: string;
  decision: string;
  scope: string | null;
  details: Record<string, unknown>;
}
