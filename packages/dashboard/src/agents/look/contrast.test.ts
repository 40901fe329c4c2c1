import { expect, test } from 'vitest';
import { accentWords, contrast, textOn } from './contrast.ts';

test('[DSK-2] an accent is judged as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
  expect(contrast('#77', '#ffffff')).toBeNull();
  expect(textOn('#b4501e')).toBe('#ffffff');
  expect(textOn('#ffe066')).toBe('#000000');
});

test('[DSK-2] a button that can hardly be seen is told, with where', () => {
  expect(accentWords('#b4501e')).toEqual({
    tone: 'ok',
    words: 'White text on it has a contrast of 5.1 : 1.',
  });
  expect(accentWords('#ffe066')?.words).toContain('On white pages');
  expect(accentWords('#10131a')?.words).toContain('On dark pages');
  expect(accentWords('#nonsense')).toBeNull();
});
