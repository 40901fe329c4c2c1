import { slackTroubles } from '@belay/contract/desk/slack-delivery';
import { expect, test } from 'vitest';
import { troubleOfOutcome } from './trouble-of-outcome.ts';
import { troubleWords } from './trouble-words.ts';

const channel = { id: 'C0123', name: 'support' };

test.each(slackTroubles)(
  '[NTF-5] %s is said in two sentences, with a button where one helps',
  (trouble) => {
    const { what, remedy, fix } = troubleWords(trouble, { channel, event: 'escalation' });
    expect(what).toMatch(/^[A-Z#].*\.$/s);
    expect(remedy).toMatch(/^[A-Z].*\.$/s);
    const passes = ['rate_limited', 'unreachable', 'message_gone', 'muted', 'unfit'];
    expect(fix === null).toBe(passes.includes(trouble));
    // nothing is known: it is said nonetheless
    expect(troubleWords(trouble).what).toMatch(/^[A-Z#T].*\.$/s);
  },
);

test('[NTF-5] what Slack said is quoted, and a private channel needs a person', () => {
  expect(troubleWords('not_authorised', { slackError: 'invalid_auth' }).what).toContain(
    'invalid_auth',
  );
  expect(troubleWords('missing_scope', { scope: 'chat:write' }).what).toContain('chat:write');
  expect(
    troubleWords('not_in_channel', { channel: { ...channel, isPrivate: true } }).remedy,
  ).toContain('/invite');
});

test.each([
  ['not_authorized', 'not_authorised', 'installation'],
  ['not_authed', 'not_authorised', 'installation'],
  ['invalid_auth', 'not_authorised', 'installation'],
  ['access_denied', 'not_authorised', 'installation'],
  ['no_permission', 'not_authorised', 'installation'],
  ['restricted_action', 'restricted', 'channel'],
  ['restricted_action_thread_locked', 'restricted', 'post'],
  ['ekm_access_denied', 'not_authorised', 'channel'],
] as const)('[NTF-5] %s is %s, of the %s', (code, trouble, reach) => {
  const reason = code.startsWith('restricted') ? 'restricted' : 'not_authorised';
  expect(troubleOfOutcome({ kind: 'refused', reason, remedy: '', code })).toEqual({
    ...{ trouble, reach, slackError: code, isLasting: true },
  });
});

test.each([
  ['enterprise_is_restricted', 'org_approval', 'needs_approval'],
  ['token_revoked', 'revoked', 'revoked'],
  ['missing_scope', 'missing_scope', 'missing_scope'],
  ['token_expired', 'token_expired', 'not_authorised'],
] as const)('[NTF-5] %s stops all that is sent', (code, reason, trouble) => {
  const told = troubleOfOutcome({ kind: 'refused', reason, remedy: '', code });
  expect(told).toMatchObject({ trouble, reach: 'installation' });
});

test('[NTF-5] what passes by itself is no lasting trouble', () => {
  const later = (code: string) => troubleOfOutcome({ kind: 'retry-later', ms: 1, code });
  expect(later('ratelimited')).toMatchObject({ trouble: 'rate_limited', isLasting: false });
  expect(later('service_unavailable')).toMatchObject({ trouble: 'unreachable', isLasting: false });
  expect(troubleOfOutcome({ kind: 'unknown-outcome', code: 'http_502' })).toMatchObject({
    ...{ trouble: 'unknown_outcome', reach: 'post' },
  });
  expect(troubleOfOutcome({ kind: 'gone', reason: 'archived', code: 'is_archived' })).toMatchObject(
    {
      ...{ trouble: 'archived', reach: 'channel' },
    },
  );
});
