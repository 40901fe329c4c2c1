/** What a pasted text is, told by its own prefix before anybody is asked. */
export type TokenKind =
  | 'empty'
  | 'bot'
  | 'rotating'
  | 'user'
  | 'app'
  | 'config'
  | 'refresh'
  | 'secret'
  | 'webhook'
  | 'broken'
  | 'other';

const prefixes: readonly [RegExp, TokenKind][] = [
  [/^xoxb-/, 'bot'],
  [/^xoxe\.xoxb-/, 'rotating'],
  [/^xoxe\.xoxp-/, 'config'],
  [/^xoxe-/, 'refresh'],
  [/^xox[ps]-/, 'user'],
  [/^xapp-/, 'app'],
  [/^https?:\/\/hooks\./, 'webhook'],
  [/^[0-9a-f]{32}$/, 'secret'],
];

/** The kind of a pasted text; `broken`: white space or quotes inside, as a copied line has them. */
export function tokenKind(text: string): TokenKind {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (/[\s"'`]/.test(trimmed)) return 'broken';
  return prefixes.find(([pattern]) => pattern.test(trimmed))?.[1] ?? 'other';
}

const botTokenPlace =
  'Copy the Bot User OAuth Token under OAuth & Permissions; it begins with xoxb-.';

/** Why a text can't be the bot token, and where the right one is; null: worth asking Slack. */
export function botTokenProblem(text: string): string | null {
  const problems: Record<TokenKind, string | null> = {
    empty: null,
    bot: null,
    other: null,
    rotating:
      'This token expires after 12 hours, because token rotation is on. Make an app without it, and use its token.',
    user: `This is a user token: it acts as a person. ${botTokenPlace}`,
    app: `This is an app-level token. It goes to step 5, for Socket Mode. ${botTokenPlace}`,
    config: `This is a configuration token: it manages apps and reads no messages. ${botTokenPlace}`,
    refresh: `This is a refresh token: it is only good for getting another one. ${botTokenPlace}`,
    secret: `This looks like a signing secret. It goes to step 5. ${botTokenPlace}`,
    webhook: `This is the address of a webhook. ${botTokenPlace}`,
    broken: 'There are spaces or quotes inside. Paste the token alone.',
  };
  return problems[tokenKind(text)];
}

/** Why a text can't be an app-level token for Socket Mode; null: may be one. */
export function appTokenProblem(text: string): string | null {
  const kind = tokenKind(text);
  if (kind === 'empty' || kind === 'app' || kind === 'other') return null;
  if (kind === 'broken') return 'There are spaces or quotes inside. Paste the token alone.';
  return 'Socket Mode needs an app-level token with connections:write, which begins with xapp-. Make one under Basic Information, App-Level Tokens.';
}

/** Why a text can't be a signing secret; null: may be one. */
export function signingSecretProblem(text: string): string | null {
  const kind = tokenKind(text);
  if (kind === 'empty' || kind === 'secret' || kind === 'other') return null;
  if (kind === 'broken') return 'There are spaces or quotes inside. Paste the secret alone.';
  return 'This is a token. The signing secret stands under Basic Information, App Credentials: 32 letters and digits.';
}
