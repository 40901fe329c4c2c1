import { type BotScope, botScopes } from '@belay/slack/app/bot-scopes';
import { isSubstituted } from '@belay/slack/app/check-scopes';
import { some } from '../progress/figures.ts';
import type { Finding } from './finding.ts';

const remedy =
  'Add what is missing under OAuth & Permissions of your Slack app and install it again; `cortexdb-sync manifest slack` shows them all.';

/** Each scope that reading uses, granted or missing, and what it gives (SYN-9). */
export function checkScopes(granted: readonly string[] | undefined): Finding[] {
  if (granted === undefined)
    return [
      {
        check: 'scopes',
        verdict: 'ok',
        message:
          'This server does not tell which scopes the token has; a sync names what it misses.',
      },
    ];
  const findings = botScopes.map((each) => scopeFinding(each, granted));
  const unused = granted.filter((scope) => !botScopes.some((each) => each.scope === scope));
  if (unused.length === 0) return findings;
  return [
    ...findings,
    {
      check: 'more scopes',
      verdict: 'ok',
      message: `The token has more than reading needs: ${some(unused, unused.length, 6)}.`,
      details: { unused },
    },
  ];
}

function scopeFinding(
  { scope, gives, without, weight }: BotScope,
  granted: readonly string[],
): Finding {
  if (granted.includes(scope)) return { check: scope, verdict: 'ok', message: gives };
  if (weight === 'spare')
    return { check: scope, verdict: 'ok', message: `not granted, and not needed: ${without}` };
  const message = `missing: ${without}`;
  if (weight === 'needed' && !isSubstituted(scope, granted))
    return { check: scope, verdict: 'fail', message, next: remedy };
  if (weight === 'comfort') return { check: scope, verdict: 'warn', message };
  return { check: scope, verdict: 'warn', message, next: remedy, costsData: true };
}

/** Whether the token may read any history at all. */
export function canRead(granted: readonly string[] | undefined): boolean {
  return (
    granted === undefined || granted.some((scope) => /^(channels|groups):history$/.test(scope))
  );
}
