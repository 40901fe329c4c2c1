/** Why Slack won't do it, in our words; the health page hangs on these (NTF-5). */
export type RefusedReason =
  | 'missing_scope'
  | 'not_authorised'
  | 'revoked'
  | 'token_expired'
  | 'org_approval'
  | 'restricted'
  | 'too_long'
  | 'malformed';

interface Refusal {
  reason: RefusedReason;
  /** what a person can do about it */
  remedy: string;
}

const table: readonly [codes: readonly string[], Refusal][] = [
  [
    ['token_revoked', 'account_inactive'],
    {
      reason: 'revoked',
      remedy: 'The app was removed from the workspace: add it to Slack again.',
    },
  ],
  [
    ['token_expired'],
    {
      reason: 'token_expired',
      remedy: 'The token ran out and is renewed by itself; if not, reconnect Slack.',
    },
  ],
  [
    ['team_access_not_granted', 'enterprise_is_restricted', 'app_access_restricted'],
    {
      reason: 'org_approval',
      remedy: 'Ask an admin of the organisation to approve the app for this workspace.',
    },
  ],
  [
    [
      'not_authorized',
      'not_authed',
      'invalid_auth',
      'access_denied',
      'no_permission',
      'not_allowed_token_type',
      'two_factor_setup_required',
      'accesslimited',
      'ekm_access_denied',
    ],
    {
      reason: 'not_authorised',
      remedy: 'Slack no longer accepts the app here: disconnect and connect it again.',
    },
  ],
  [
    [
      'restricted_action',
      'restricted_action_read_only_channel',
      'restricted_action_thread_only_channel',
      'restricted_action_non_threadable_channel',
      'restricted_action_thread_locked',
      'channel_is_limited_access',
      'method_not_supported_for_channel_type',
      'messages_tab_disabled',
      'not_enabled',
      'cannot_dm_bot',
    ],
    {
      reason: 'restricted',
      remedy:
        'This channel doesn’t let the app post: allow it in the channel’s settings, or choose another channel.',
    },
  ],
  [
    ['msg_too_long', 'msg_blocks_too_long', 'metadata_too_large', 'view_too_large'],
    {
      reason: 'too_long',
      remedy: 'The message is longer than Slack takes: please report this, with its code.',
    },
  ],
];

const byCode = new Map(table.flatMap(([codes, refusal]) => codes.map((code) => [code, refusal])));

/** An error that nobody knows is a request that we should not repeat. */
export function postRefusals(code: string, needed: string | undefined): Refusal {
  if (code === 'missing_scope') {
    const scope = needed === undefined ? 'a permission' : `the permission ${needed}`;
    return {
      reason: 'missing_scope',
      remedy: `The app lacks ${scope}: reconnect Slack and allow it.`,
    };
  }
  return (
    byCode.get(code) ?? {
      reason: 'malformed',
      remedy: 'Slack refused the request: please report this, with its code.',
    }
  );
}
