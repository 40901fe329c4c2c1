import fc from 'fast-check';
import { expect, test } from 'vitest';
import { liveInstants } from './instants.ts';

const first = (count: number, base: number, starts: number[]) => {
  const instants: number[] = [];
  for (const instant of liveInstants(base, starts)) {
    instants.push(instant);
    if (instants.length === count) break;
  }
  return instants;
};

test('[SBX-4] a later start moves nothing that happened before it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40_000_000 }), { maxLength: 5 }), (offsets) => {
      const base = 1_750_000_000_000;
      const starts = [base, ...offsets.map((offset) => base + offset).sort((a, b) => a - b)];
      for (let known = 1; known < starts.length; known++) {
        const next = starts[known] ?? 0;
        const before = first(200, base, starts.slice(0, known)).filter((at) => at <= next);
        expect(first(200, base, starts.slice(0, known + 1)).slice(0, before.length)).toEqual(
          before,
        );
      }
    }),
  );
});

test('[SBX-4] something happens within seconds of every start, and every 8-20 s for minutes', () => {
  const base = 1_750_000_000_000;
  const again = base + 86_400_000;
  const instants = first(400, base, [base, again]);
  const soon = instants.filter((at) => at > again && at < again + 5 * 60_000);
  expect((soon[0] ?? 0) - again).toBeLessThan(6000);
  for (const [index, at] of soon.slice(1).entries()) {
    const gap = at - (soon[index] ?? 0);
    expect(gap).toBeGreaterThanOrEqual(7999);
    expect(gap).toBeLessThanOrEqual(20_000);
  }
});
