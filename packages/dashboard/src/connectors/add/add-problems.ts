import { type Problems, settingsProblems } from '../settings/settings-problems.ts';
import type { Draft } from './draft.ts';
import { appTokenProblem, botTokenProblem, signingSecretProblem } from './token-kind.ts';

/** What was pasted; it lives in the page's memory and nowhere else. */
export interface Secrets {
  token: string;
  signingSecret: string;
  appToken: string;
}

/** What is known of the token: not asked yet, being asked, refused, or what Slack says of it. */
export type TokenState = 'none' | 'checking' | 'refused' | 'weak' | 'good';

/**
 * Everything that stands between the form and Start sync, each at its field. A `workspace` that is
 * connected already takes the place of the secrets. Pure.
 */
export function addProblems(
  draft: Draft,
  secrets: Secrets,
  token: TokenState,
  workspace: { hears: boolean } | null = null,
): Problems {
  const { settings, transport } = draft;
  const problems: Problems = settingsProblems(settings);
  if (workspace) {
    if (token === 'weak' || token === 'refused')
      problems.token = 'This workspace can’t be read. Choose another, or paste a token.';
    if (settings.mode === 'realtime' && !workspace.hears)
      problems.mode = 'Nothing of this workspace is heard yet: choose Polling, or connect its app.';
    return problems;
  }
  const tokenProblem = problemOfToken(secrets.token, token);
  if (tokenProblem) problems.token = tokenProblem;
  if (settings.mode === 'realtime') {
    const wrong = {
      signing_secret: signingSecretProblem(secrets.signingSecret),
      app_token: appTokenProblem(secrets.appToken),
    };
    if (wrong.signing_secret) problems.signing_secret = wrong.signing_secret;
    if (wrong.app_token) problems.app_token = wrong.app_token;
    if (transport === 'http' && secrets.signingSecret.trim() === '')
      problems.signing_secret = 'Paste the signing secret: it proves that an event is of Slack.';
    if (transport === 'socket' && secrets.appToken.trim() === '')
      problems.app_token = 'Paste an app-level token: it opens the socket.';
  }
  return problems;
}

function problemOfToken(text: string, state: TokenState): string | undefined {
  if (text.trim() === '') return 'Paste the Bot User OAuth Token of your app.';
  const kind = botTokenProblem(text);
  if (kind) return kind;
  if (state === 'weak')
    return 'Add the scopes that are missing and needed, then paste the new token.';
  // what Slack refused is told in its own words
  return state === 'refused' ? 'This token does not work.' : undefined;
}

export type StepState = 'open' | 'done';

/** Which steps of the page are done; a step with nothing to decide is done from the start. */
export function stepStates(
  problems: Problems,
  token: TokenState,
): Record<'token' | 'channels' | 'scope' | 'mode' | 'content', StepState> {
  const clear = (...fields: (keyof Problems)[]): StepState =>
    fields.some((field) => problems[field]) ? 'open' : 'done';
  return {
    token: token === 'good' ? clear('token') : 'open',
    channels: clear('channels'),
    scope: clear('scope_template'),
    mode: clear('mode', 'poll_seconds', 'signing_secret', 'app_token'),
    content: clear('backfill_days', 'retention_days'),
  };
}
