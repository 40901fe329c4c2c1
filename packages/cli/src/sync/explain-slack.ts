import type { SlackError } from '@belay/slack/error';
import { CliError } from '../door/cli-error.ts';
import { exitCode } from '../door/exit-code.ts';

/** What the usual refusals of a token mean, in words. */
const tokenTroubles: Record<string, string> = {
  invalid_auth: 'Slack does not know this token.',
  not_authed: 'Slack got no token.',
  token_revoked: 'This Slack token was revoked.',
  token_expired: 'This Slack token has expired.',
  account_inactive: 'The Slack app or its user was removed from the workspace.',
  access_denied: 'Slack denied access to this app.',
};

/** A Slack failure that ends a run, as a sentence with its remedy. */
export function explainSlack(error: SlackError): CliError {
  if (error.class === 'auth')
    return new CliError(
      error.code.toUpperCase(),
      tokenTroubles[error.code] ?? `Slack refused the token (${error.code}).`,
      {
        next: 'Copy the Bot User OAuth Token (xoxb-…) from your app at api.slack.com/apps → OAuth & Permissions into SLACK_BOT_TOKEN.',
        exitCode: exitCode.signIn,
        cause: error,
      },
    );
  if (error.class === 'scope')
    return new CliError('MISSING_SCOPE', lackOf(error.needed), {
      next: 'Add it under OAuth & Permissions of your app, reinstall the app, and run again.',
      cause: error,
    });
  if (error.class === 'retry')
    return new CliError('SLACK_UNAVAILABLE', `Slack can't be read right now (${error.code}).`, {
      next: 'Check the network (and SLACK_API_URL if you set it), then run the same command again: it goes on where it stopped.',
      cause: error,
    });
  return new CliError(error.code.toUpperCase(), `${error.message} (${error.code})`, {
    cause: error,
    next: 'What was captured stays captured; run the same command again once this is mended.',
  });
}

function lackOf(needed: string | undefined): string {
  const scopes = needed?.split(',').map((scope) => scope.trim()) ?? [];
  if (scopes.length === 0) return 'The Slack token lacks a scope.';
  return scopes.length === 1
    ? `The Slack token lacks the scope ${needed}.`
    : `The Slack token has none of the scopes ${scopes.join(', ')}.`;
}
