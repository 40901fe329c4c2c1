import { expect, test } from 'vitest';
import { linkToken } from './link-token.ts';
import { safeNext } from './safe-next.ts';

test('[SEC-4] sign-in leads back to a page of ours and nowhere else', () => {
  expect(safeNext('/connectors/con_1?tab=channels#top')).toBe('/connectors/con_1?tab=channels#top');
  for (const next of [
    undefined,
    '',
    'https://evil.test',
    '//evil.test',
    '/\\evil.test',
    '/\t/evil.test',
    'javascript:alert(1)',
    '/sign-in?next=/sign-in',
  ])
    expect(safeNext(next), String(next)).toBe('/');
});

test('a one-time link is read from behind the hash, and only if it is whole', () => {
  expect(linkToken('#token=abcdefghijklmnop')).toBe('abcdefghijklmnop');
  expect(linkToken('token=abcdefghijklmnop-_1')).toBe('abcdefghijklmnop-_1');
  for (const hash of ['', '#', '#token=', '#token=short', '#token=abcdefghijklmnop%20x'])
    expect(linkToken(hash), hash).toBeNull();
});
