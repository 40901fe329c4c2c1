import { expect, test } from 'vitest';
import { sparklinePath } from './sparkline-path.ts';

const box = { width: 100, height: 20 };

test('[MGD-2] the highest count touches the top, nothing lies on the ground', () => {
  expect(sparklinePath([0, 10, 5], box).line).toBe('M0,19L50,1L100,10');
  expect(sparklinePath([0, 0], box).line).toBe('M0,19L100,19');
});

test('[MGD-2] one count and none are drawn without a division by zero', () => {
  expect(sparklinePath([4], box).line).toBe('M0,1');
  expect(sparklinePath([], box)).toEqual({ line: '', area: '' });
});
