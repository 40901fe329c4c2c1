import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrast, readableOn } from './contrast.ts';
import { textOn } from './text-on.ts';

const color = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('[DSK-2] whatever the accent, the text on it reaches 4.5 : 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(textOn('#b4501e')).toBe('#ffffff');
  expect(textOn('#ffe066')).toBe('#000000');
  fc.assert(fc.property(color, (accent) => contrast(textOn(accent), accent) >= 4.5));
});

test('[DSK-2] an accent as text is moved just as far as it has to be, in light and dark', () => {
  expect(readableOn('#b4501e', '#ffffff')).toBe('#b4501e');
  fc.assert(
    fc.property(
      color,
      fc.constantFrom('#ffffff', '#16181c'),
      (accent, surface) => contrast(readableOn(accent, surface), surface) >= 4.5,
    ),
  );
});
