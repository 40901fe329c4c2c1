import { expect, test } from 'vitest';
import { uuidv7 } from './ids.ts';

const timeOf = (id: string) => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

test('[MEM-1] ids sort as they are made, within a millisecond and when the clock slips back a little', () => {
  const at = Date.now();
  const ids = [at, at, at - 5_000, at + 1].map(uuidv7);
  expect(ids.toSorted()).toEqual(ids);
});

test('[MEM-1] a clock that is set back tells no future', () => {
  const at = Date.now();
  uuidv7(at + 86_400_000);
  expect(timeOf(uuidv7(at))).toBe(at);
});
