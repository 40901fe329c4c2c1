import { expect, test } from 'vitest';
import { instantAt, positionAt, positions, presets } from './as-of-scale.ts';

const now = Date.parse('2026-03-15T10:00:00Z');
const first = now - 90 * 86_400_000;

test('[MEM-7] the right end is the present, the left end the first record', () => {
  expect(instantAt(positions, first, now)).toBeNull();
  expect(instantAt(0, first, now)).toBe(first);
  expect(positionAt(null, first, now)).toBe(positions);
  expect(positionAt(first - 5, first, now)).toBe(0);
});

test('[MEM-7] further right is later, and a position leads back to itself', () => {
  let last = -1;
  for (let position = 0; position < positions; position += 7) {
    const instant = instantAt(position, first, now);
    if (instant === null) throw new Error('only the right end is the present');
    expect(instant).toBeGreaterThan(last);
    expect(Math.abs(positionAt(instant, first, now) - position)).toBeLessThanOrEqual(1);
    last = instant;
  }
});

test('[MEM-7] a moment ago is not the present', () => {
  expect(positionAt(now - 1, first, now)).toBe(positions - 1);
  expect(instantAt(500, now, now)).toBeNull();
});

test('[MEM-7] presets stay within the life of the memory', () => {
  expect(presets(first, now).map(({ name }) => name)).toEqual([
    '1 hour ago',
    'Yesterday',
    '1 week ago',
    '30 days ago',
  ]);
  expect(presets(now - 60_000, now)).toEqual([]);
});
