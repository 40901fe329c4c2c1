import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact, scrub } from './scrub.ts';

test('[CLI-5][SEC-1] whatever looks like a credential leaves as its kind', () => {
  const slack = ['xoxb', '1234567890', 'abcdefGHIJKL'].join('-');
  const rotated = ['xoxe.xoxp', '1', 'Mi0yLTEyMzQ1Njc4OTA'].join('-');
  const paseto = `v4.public.${'Ab1_-'.repeat(20)}`;
  expect(scrub(`token ${slack}!`)).toBe('token xoxb-…!');
  expect(scrub(`Authorization: Bearer ${paseto}`)).toBe('Authorization: Bearer v4.public.…');
  expect(scrub(JSON.stringify({ a: rotated, b: 'cx_live_abcdef0123' }))).toBe(
    '{"a":"xoxe.xoxp-…","b":"cx_live_…"}',
  );
  expect(scrub('Bearer abcdef0123456789')).toBe('Bearer …');
});

test('[CLI-5][SEC-1] a known secret of any shape never leaves', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string({ minLength: 8, unit: fc.constantFrom(...'abcdef0123456789') }),
      fc.string(),
      (before, secret, after) => {
        expect(scrub(`${before}${secret}${after}`, [secret])).not.toContain(secret);
      },
    ),
  );
});

test('[CLI-5] ordinary words stay', () => {
  const text = 'The bearer of bad news: xoxo, v4 of the public API, 12 s';
  expect(scrub(text, ['short'])).toBe(text);
  expect(redact('plain')).toBe('…');
});
