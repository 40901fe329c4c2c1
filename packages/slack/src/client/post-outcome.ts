import { SlackError } from '../error.ts';
import { postRefusals, type RefusedReason } from './post-refusals.ts';

/** How one request that writes ended. Nothing was repeated: what to do next is the caller's. */
export type PostOutcome<T> =
  | { kind: 'done'; value: T }
  /** it was not done, and may be in so many ms */
  | { kind: 'retry-later'; ms: number; code: string }
  /** what it was meant for is not there any more, or not for us */
  | { kind: 'gone'; reason: GoneReason; code: string }
  /** it won't work until somebody does what `remedy` says */
  | { kind: 'refused'; reason: RefusedReason; remedy: string; code: string; needed?: string }
  /** it may have been done: look for the message's key before doing it again */
  | { kind: 'unknown-outcome'; code: string };

export type GoneReason =
  | 'channel'
  | 'archived'
  | 'not_in_channel'
  | 'message'
  | 'person'
  /** a modal or the moment in which one could be opened */
  | 'view'
  /** an address for answers that was used five times or is older than 30 minutes */
  | 'answer';

const gone: Readonly<Record<string, GoneReason>> = {
  channel_not_found: 'channel',
  is_archived: 'archived',
  is_inactive: 'archived',
  not_in_channel: 'not_in_channel',
  message_not_found: 'message',
  thread_not_found: 'message',
  cannot_reply_to_message: 'message',
  cant_update_message: 'message',
  edit_window_closed: 'message',
  user_not_found: 'person',
  user_not_in_channel: 'person',
  expired_trigger_id: 'view',
  trigger_expired: 'view',
  exchanged_trigger_id: 'view',
  trigger_exchanged: 'view',
  invalid_trigger_id: 'view',
  not_found: 'view',
  hash_conflict: 'view',
};

/** Not done, and Slack names no time. */
const later: Readonly<Record<string, number>> = {
  ratelimited: 30_000,
  rate_limited: 30_000,
  message_limit_exceeded: 60_000,
  service_unavailable: 10_000,
  team_added_to_org: 60_000,
  org_login_required: 60_000,
};

const unknown: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'request_timeout',
  'network_error',
  'not_json',
  'invalid_answer',
]);

/** Before a connection stands nothing can have been done. */
const neverSent: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);
const unreachableMs = 5_000;

/** What a failed write means. Throws what is no failure of Slack's: an abort, a bug. */
export function postFailure(error: unknown): PostOutcome<never> {
  if (!(error instanceof SlackError)) throw error;
  const { code, retryAfterMs, needed } = error;
  const wait = Object.hasOwn(later, code) ? later[code] : undefined;
  if (wait !== undefined) return { kind: 'retry-later', ms: retryAfterMs ?? wait, code };
  if (neverSent.has(causeOf(error))) return { kind: 'retry-later', ms: unreachableMs, code };
  if (unknown.has(code) || /^http_[2-5]\d\d$/.test(code)) return { kind: 'unknown-outcome', code };
  const reason = Object.hasOwn(gone, code) ? gone[code] : undefined;
  if (reason !== undefined) return { kind: 'gone', reason, code };
  const refusal = postRefusals(code, needed);
  return { kind: 'refused', ...refusal, code, ...(needed === undefined ? {} : { needed }) };
}

/** The system's own name of what went wrong, however deep it lies. */
function causeOf(error: unknown): string {
  let at = error;
  for (let depth = 0; depth < 6 && at instanceof Error; depth += 1) {
    if ('code' in at && typeof at.code === 'string' && neverSent.has(at.code)) return at.code;
    at = 'original' in at && at.original instanceof Error ? at.original : at.cause;
  }
  return '';
}
