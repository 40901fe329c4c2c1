/**
 * What a Slack failure means for us: `auth` the token can't be used, `scope` it lacks a right,
 * `channel` this channel or thread can't be read, `retry` later it may work, `request` we asked for
 * something impossible, `benign` what we wanted is so already, `protocol` the answer isn't one.
 */
export type SlackErrorClass =
  | 'auth'
  | 'scope'
  | 'channel'
  | 'retry'
  | 'request'
  | 'benign'
  | 'protocol';

const classes: Record<Exclude<SlackErrorClass, 'request'>, readonly string[]> = {
  auth: [
    'invalid_auth',
    'not_authed',
    'account_inactive',
    'token_revoked',
    'token_expired',
    'no_permission',
    'not_allowed_token_type',
    'enterprise_is_restricted',
    'team_access_not_granted',
    'access_denied',
    'two_factor_setup_required',
    'accesslimited',
  ],
  scope: ['missing_scope'],
  channel: [
    'channel_not_found',
    'not_in_channel',
    'is_archived',
    'method_not_supported_for_channel_type',
    'channel_is_limited_access',
    'ekm_access_denied',
    'thread_not_found',
  ],
  retry: [
    'ratelimited',
    'rate_limited',
    'message_limit_exceeded',
    'service_unavailable',
    'internal_error',
    'fatal_error',
    'request_timeout',
    'network_error',
    'team_added_to_org',
    'org_login_required',
  ],
  benign: [
    'already_reacted',
    'already_in_channel',
    'name_taken',
    'message_not_found',
    'file_deleted',
  ],
  protocol: ['invalid_cursor', 'repeated_cursor', 'no_progress', 'not_json', 'invalid_answer'],
};

const byCode = new Map<string, SlackErrorClass>(
  Object.entries(classes).flatMap(([name, codes]) =>
    // the keys of `classes` are classes
    codes.map((code) => [code, name as SlackErrorClass] as const),
  ),
);

/** The class of one of Slack's error names; an unknown one is a request that we should not repeat. */
export function slackErrorClass(code: string): SlackErrorClass {
  if (byCode.has(code)) return byCode.get(code) ?? 'request';
  return /^http_5\d\d$/.test(code) ? 'retry' : 'request';
}

export interface SlackErrorDetails {
  class?: SlackErrorClass;
  /** for `missing_scope`: the scope to add */
  needed?: string | undefined;
  retryAfterMs?: number | undefined;
  cause?: unknown;
}

/** A refusal by Slack, or the loss of contact with it. Holds no token and no message text. */
export class SlackError extends Error {
  override readonly name = 'SlackError';
  readonly code: string;
  readonly class: SlackErrorClass;
  readonly needed?: string;
  readonly retryAfterMs?: number;

  constructor(code: string, message: string, details: SlackErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.class = details.class ?? slackErrorClass(code);
    if (details.needed !== undefined) this.needed = details.needed;
    if (details.retryAfterMs !== undefined) this.retryAfterMs = details.retryAfterMs;
  }
}
