import { expect, test } from 'vitest';
import { pauseBefore } from './pause-before.ts';

const at = (now: number, rest: Partial<Parameters<typeof pauseBefore>[0]> = {}) =>
  pauseBefore({ now, spokeAt: 10_000, firstAt: 10_000, typedAt: undefined, ...rest });

test('[DSK-3] an answer waits 700 ms for more', () => {
  expect(at(10_000)).toBe(700);
  expect(at(10_500)).toBe(200);
  expect(at(10_700)).toBe(0);
  expect(at(99_000)).toBe(0);
});

test('[DSK-3] while the visitor types it waits three seconds, not longer', () => {
  expect(at(11_000, { typedAt: 10_900 })).toBe(2_000);
  expect(at(13_000, { typedAt: 12_900 })).toBe(0);
});

test('[DSK-3] typing before the message, or long ago, is no typing', () => {
  expect(at(10_100, { typedAt: 9_900 })).toBe(600);
  expect(at(12_000, { typedAt: 10_100 })).toBe(0);
});

test('[DSK-3] many messages in a row are answered after five seconds', () => {
  expect(at(14_000, { firstAt: 9_500, spokeAt: 13_900 })).toBe(500);
  expect(at(14_600, { firstAt: 9_500, spokeAt: 14_500, typedAt: 14_550 })).toBe(0);
});
