import { BelayError } from '@belay/contract/error';
import { SlackWorkspace } from '@belay/slack/client/slack-workspace';
import { SlackError } from '@belay/slack/error';
import type { Context } from '../../context.ts';
import { hastyClock, TooSlow } from './hasty-clock.ts';

/** How long somebody waits: in all, and at a time. */
export interface Patience {
  deadlineMs: number;
  pauseMs: number;
}
const impatient: Patience = { deadlineMs: 20_000, pauseMs: 1_000 };

/** A token with the Web API that it belongs to, and the workspace that is meant of many. */
export interface SlackAccess {
  token: string;
  /** undefined: Slack's own */
  apiUrl: string | undefined;
  teamId?: string | undefined;
}

/**
 * Asks Slack something that a person waits for: a few requests, as fast as Slack takes them. Throws
 * `SLACK_REFUSED` with the reason in words, or `UNAVAILABLE` where trying again helps; neither ever
 * holds the token.
 */
export async function askSlack<T>(
  ctx: Context,
  by: string | SlackAccess,
  ask: (workspace: SlackWorkspace, signal: AbortSignal) => Promise<T>,
  { deadlineMs, pauseMs }: Patience = impatient,
): Promise<T> {
  const { token, apiUrl, teamId } =
    typeof by === 'string' ? { token: by, apiUrl: ctx.slackApiUrl(by), teamId: undefined } : by;
  const workspace = new SlackWorkspace({
    token,
    clock: hastyClock(pauseMs),
    rate: 'unlimited',
    timeoutMs: impatient.deadlineMs,
    ...(apiUrl === undefined ? {} : { apiUrl }),
    ...(teamId === undefined ? {} : { teamId }),
  });
  const deadline = AbortSignal.timeout(deadlineMs);
  try {
    return await ask(workspace, AbortSignal.any([deadline, ctx.stopping]));
  } catch (error) {
    const isHeldBack = Object.values(workspace.usage()).some(({ rejected }) => rejected > 0);
    throw inWords(error, { isHeldBack, isLate: deadline.aborted });
  }
}

/** What the usual refusals of a token mean. */
const troubles: Record<string, string> = {
  invalid_auth: 'Slack does not know this token. Copy it again: it has to be whole.',
  not_authed: 'Slack got no token.',
  token_revoked: 'This token was revoked. Install the app again, and copy its new token.',
  token_expired: 'This token has expired. Install the app again, and copy its new token.',
  account_inactive: 'The app was removed from the workspace. Install it again.',
  access_denied:
    'Slack denies this app the access to its workspace. Ask an admin of the workspace.',
  not_allowed_token_type: 'Slack does not allow this kind of token here: use the app’s bot token.',
  team_access_not_granted:
    'The app is not granted to this workspace. Ask an admin of the workspace.',
  enterprise_is_restricted: 'Your Slack organisation restricts this app. Ask one of its admins.',
  two_factor_setup_required:
    'Slack wants two-factor sign-in to be set up for this workspace first.',
};

function inWords(error: unknown, seen: { isHeldBack: boolean; isLate: boolean }): unknown {
  if (error instanceof TooSlow || seen.isLate) {
    const waitMs = error instanceof TooSlow && seen.isHeldBack ? error.waitMs : 5_000;
    return unavailable(
      seen.isHeldBack
        ? 'Slack holds this app’s requests back for a moment.'
        : 'Slack can’t be reached right now.',
      waitMs,
      error,
    );
  }
  if (!(error instanceof SlackError)) return error;
  if (error.class === 'retry')
    return unavailable(`Slack can’t be read right now (${error.code}).`, 5_000, error);
  const lacks = error.class === 'scope' ? lackOf(error.needed) : undefined;
  return new BelayError(
    'SLACK_REFUSED',
    troubles[error.code] ?? lacks ?? error.message,
    { slack_error: error.code, ...(error.needed ? { needed: error.needed } : {}) },
    { cause: error },
  );
}

function unavailable(what: string, waitMs: number, cause: unknown): BelayError {
  const retry_after_s = Math.max(1, Math.ceil(waitMs / 1000));
  const message = `${what} Try again in ${retry_after_s} s.`;
  return new BelayError('UNAVAILABLE', message, { retry_after_s }, { cause });
}

function lackOf(needed: string | undefined): string {
  const next = 'Add it under OAuth & Permissions of your app, and install the app again.';
  return needed
    ? `The token lacks the scope ${needed}. ${next}`
    : `The token lacks a scope. ${next}`;
}
