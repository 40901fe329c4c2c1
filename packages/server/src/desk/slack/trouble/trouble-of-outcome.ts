import type { SlackTrouble } from '@belay/contract/desk/slack-delivery';
import type { GoneReason, PostOutcome } from '@belay/slack/client/post-outcome';
import type { RefusedReason } from '@belay/slack/client/post-refusals';

export type FailedOutcome = Exclude<PostOutcome<unknown>, { kind: 'done' }>;

/** What keeps a post away, and how far that reaches. */
export interface OutcomeTrouble {
  trouble: SlackTrouble;
  /** Slack's own word for it */
  slackError: string;
  /** all that is sent by this installation, into this channel, or this post alone */
  reach: 'installation' | 'channel' | 'post';
  /** false: it passes by itself; true: until somebody mends it */
  isLasting: boolean;
}

type Verdict = Omit<OutcomeTrouble, 'slackError'>;
const lasting = (trouble: SlackTrouble, reach: Verdict['reach']): Verdict => ({
  trouble,
  reach,
  isLasting: true,
});

const gone: Readonly<Record<GoneReason, Verdict>> = {
  channel: lasting('channel_gone', 'channel'),
  archived: lasting('archived', 'channel'),
  not_in_channel: lasting('not_in_channel', 'channel'),
  message: lasting('message_gone', 'post'),
  person: lasting('unfit', 'post'),
  view: lasting('unfit', 'post'),
  answer: lasting('unfit', 'post'),
};

const refused: Readonly<Record<RefusedReason, Verdict>> = {
  missing_scope: lasting('missing_scope', 'installation'),
  not_authorised: lasting('not_authorised', 'installation'),
  revoked: lasting('revoked', 'installation'),
  // it is refreshed by itself; where that fails, a person has to connect again
  token_expired: lasting('not_authorised', 'installation'),
  org_approval: lasting('needs_approval', 'installation'),
  restricted: lasting('restricted', 'channel'),
  too_long: lasting('unfit', 'post'),
  malformed: lasting('unfit', 'post'),
};

/** Refused for what one channel or thread is, though they sound like the whole app. */
const narrower: Readonly<Record<string, Verdict>> = {
  ekm_access_denied: lasting('not_authorised', 'channel'),
  restricted_action_thread_locked: lasting('restricted', 'post'),
  restricted_action_non_threadable_channel: lasting('restricted', 'post'),
};

const held: ReadonlySet<string> = new Set([
  'our_own_limit',
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
]);

/** Whether Slack, or we ourselves, only asked for patience. */
export function isHeldBack(slackError: string): boolean {
  return held.has(slackError);
}

/** A poster's outcome as the health page names it (NTF-5). */
export function troubleOfOutcome(outcome: FailedOutcome): OutcomeTrouble {
  return { ...verdictOf(outcome), slackError: outcome.code };
}

function verdictOf(outcome: FailedOutcome): Verdict {
  switch (outcome.kind) {
    case 'retry-later': {
      const trouble = isHeldBack(outcome.code) ? 'rate_limited' : 'unreachable';
      return { trouble, reach: 'installation', isLasting: false };
    }
    case 'unknown-outcome':
      return { trouble: 'unknown_outcome', reach: 'post', isLasting: false };
    case 'gone':
      return gone[outcome.reason];
    case 'refused':
      return Object.hasOwn(narrower, outcome.code)
        ? (narrower[outcome.code] ?? refused[outcome.reason])
        : refused[outcome.reason];
  }
}
