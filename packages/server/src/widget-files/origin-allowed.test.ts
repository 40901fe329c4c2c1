import { expect, test } from 'vitest';
import { framePolicy } from './frame-policy.ts';
import { originAllowed } from './origin-allowed.ts';

test('[DSK-9] allowed origins are compared whole; a star stands for hosts below, no others', () => {
  const allowed = ['https://shop.example', 'https://*.rope.example', 'http://localhost:3000'];
  const answers = [
    'https://shop.example',
    'https://SHOP.example',
    'https://www.rope.example',
    'https://a.b.rope.example',
    'http://localhost:3000',
  ].map((origin) => originAllowed(allowed, origin));
  expect(answers).toEqual([true, true, true, true, true]);
  for (const other of [
    'http://shop.example',
    'https://shop.example:8443',
    'https://rope.example',
    'https://.rope.example',
    'https://evilrope.example',
    'http://www.rope.example',
    'https://shop.example.evil.example',
    'null',
    '',
  ])
    expect(originAllowed(allowed, other), other).toBe(false);
  expect(originAllowed([], 'https://anywhere.example')).toBe(true);
});

test('[DSK-9] the policy names who may hold the frame, and never allows a script of the page', () => {
  expect(framePolicy(['https://shop.example', 'https://*.rope.example'])).toMatch(
    /frame-ancestors 'self' https:\/\/shop\.example https:\/\/\*\.rope\.example$/,
  );
  expect(framePolicy('any')).toMatch(/frame-ancestors \*$/);
  expect(framePolicy('nobody')).toMatch(/frame-ancestors 'none'$/);
  expect(framePolicy('any')).not.toMatch(/unsafe|script-src [^;]*(data|blob|http)/);
});
