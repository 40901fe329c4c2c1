import { BelayError } from '@belay/contract/error';
import { deskScopes } from '@belay/slack/app/desk-scopes';

/** Nothing can be told without these; other scopes are lacking by feature (INS-2). */
const needed: readonly string[] = ['chat:write', 'channels:read'];

export function missingToSpeak(granted: readonly string[]): string[] {
  return needed.filter((scope) => !granted.includes(scope));
}

/** Throws SLACK_REFUSED with the scopes without which nothing could be posted. */
export function refuseMute(granted: readonly string[]): void {
  const missing = missingToSpeak(granted);
  if (missing.length === 0) return;
  const without = deskScopes.find(({ scope }) => scope === missing[0])?.without;
  throw new BelayError(
    'SLACK_REFUSED',
    `The app lacks ${missing.join(' and ')}: ${without}. Add what is missing under OAuth & Permissions of your app, and install the app again.`,
    { slack_error: 'missing_scope', missing },
  );
}
