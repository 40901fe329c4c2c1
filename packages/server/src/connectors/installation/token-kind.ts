import { BelayError } from '@belay/contract/error';

const where =
  'Copy the "Bot User OAuth Token" (xoxb-…) from OAuth & Permissions of your app at api.slack.com/apps.';

/** What people paste instead of a bot token, the longest prefix first. */
const others: readonly [RegExp, string][] = [
  [
    /^xoxe\.xoxb-/,
    'This is a rotating bot token: it expires after 12 hours. Make an app without token rotation, and use its token.',
  ],
  [/^xoxe[.-]/, 'This is a token for refreshing or rotating others, not a bot token.'],
  [/^xoxp-/, 'This is a user token: it would read as a person, with everything that person sees.'],
  [
    /^xapp-/,
    'This is an app-level token: it opens Socket Mode, but can’t read. It belongs below, under real time.',
  ],
  [/^xox[cds]-/, 'This is the token of somebody’s browser session, not an app’s.'],
  [/^xox[ar]-/, 'This is a workspace token of an old kind that Slack no longer issues.'],
  [/^xwfp-/, 'This is a workflow’s token: it lives for minutes only.'],
  [/^https?:/, 'This is an address, not a token.'],
  [/^[0-9a-f]{32}$/i, 'This looks like a signing secret: it belongs below, under real time.'],
];

/** Throws 422 with a sentence that names the kind of token it is, before Slack is asked. */
export function refuseOtherTokens(token: string): void {
  if (/^xoxb-[\w-]{5,}$/.test(token)) return;
  const known = others.find(([pattern]) => pattern.test(token))?.[1];
  const cut = token.startsWith('xoxb-')
    ? 'This bot token is not whole.'
    : 'This is not a Slack bot token.';
  throw refused('token', token === '' ? 'The token is missing.' : (known ?? cut), where);
}

/** The same for what makes real time possible. */
export function refuseOtherSecrets(secrets: {
  signing_secret?: string | null | undefined;
  app_token?: string | null | undefined;
}): void {
  const { signing_secret, app_token } = secrets;
  if (signing_secret && !/^[A-Za-z0-9]{16,128}$/.test(signing_secret))
    throw refused(
      'signing_secret',
      'This is not a signing secret: that is 32 letters and digits.',
      'Copy it from Basic Information of your app.',
    );
  if (app_token && !/^xapp-[\w-]{5,}$/.test(app_token))
    throw refused(
      'app_token',
      'This is not an app-level token: that begins with xapp-.',
      'Make one with the scope connections:write under Basic Information of your app.',
    );
}

function refused(field: string, what: string, next: string): BelayError {
  return new BelayError('INVALID_BODY', `${what} ${next}`, { field, reason: what });
}
