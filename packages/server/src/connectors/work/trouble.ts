import { LedgerLost } from '@belay/connector/ports';
import type { SyncReport } from '@belay/connector/progress';
import { SyncRefused } from '@belay/connector/sync/options';
import { SlackError } from '@belay/slack/error';

/**
 * Why a run brought nothing: `lost`, another process owns it; `held`, it goes on by itself once
 * something is back; `failed`, somebody has to do something, and asking again soon is of no use.
 */
export type Trouble = { kind: 'lost' } | { kind: 'held' | 'failed'; reason: string };

/** What the usual refusals of a token mean, and what to do. */
const tokenTroubles: Record<string, string> = {
  invalid_auth: 'Slack does not know this token. Store the app’s current bot token.',
  not_authed: 'Slack got no token. Store the app’s bot token.',
  token_revoked: 'The bot token was revoked. Install the app again, and store its new token.',
  token_expired: 'The bot token has expired. Install the app again, and store its new token.',
  account_inactive:
    'The app was removed from the workspace. Install it again, and store its token.',
  access_denied: 'Slack denies this app the access to its workspace. Ask one of its admins.',
};

/** What a run threw that could not begin; undefined for what nobody expected. */
export function troubleOf(error: unknown): Trouble | undefined {
  if (error instanceof LedgerLost) return { kind: 'lost' };
  const cause = error instanceof SyncRefused ? (error.cause ?? error) : error;
  if (error instanceof SyncRefused && error.code === 'ledger_lost') return { kind: 'lost' };
  if (cause instanceof SlackError) return slackTrouble(cause);
  if (error instanceof SyncRefused) return { kind: 'failed', reason: error.message };
  return undefined;
}

/** Why a report says `failed`. */
export function troubleIn({ failures }: SyncReport): Trouble {
  const last = failures.at(-1);
  if (failures.some(({ code }) => code === 'ledger_lost')) return { kind: 'lost' };
  if (last?.kind === 'memory' && !refusals.has(last.code))
    return { kind: 'held', reason: last.message };
  const known = last && tokenTroubles[last.code];
  return { kind: 'failed', reason: known ?? last?.message ?? 'The run ended early.' };
}

const refusals = new Set(['POLICY_DENIED', 'TOKEN_REVOKED']);

function slackTrouble(error: SlackError): Trouble {
  if (error.class === 'retry')
    return { kind: 'held', reason: 'Slack can’t be read right now. It is tried again by itself.' };
  const known = tokenTroubles[error.code];
  if (known !== undefined) return { kind: 'failed', reason: known };
  if (error.class === 'scope')
    return {
      kind: 'failed',
      reason: `The bot token lacks the scope ${error.needed ?? 'that this takes'}. Add it under OAuth & Permissions of the app, install the app again, and store its token.`,
    };
  return { kind: 'failed', reason: error.message };
}
