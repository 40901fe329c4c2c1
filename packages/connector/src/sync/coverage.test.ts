import { compareTs } from '@belay/slack/ids/ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Chunk } from '../ports.ts';
import { certify, uncovered } from './coverage.ts';

const ts = (n: number) => `${1000 + n}.000000`;
const stretch = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }))
  .map(([from, length]) => ({ from, to: from + length }));
const page = fc
  .tuple(stretch, fc.integer({ min: 0, max: 5 }))
  .map(([{ from, to }, hour]): { points: [number, number]; chunk: Chunk } => ({
    points: [from, to],
    chunk: { from: ts(from), to: ts(to), readLo: hour * 3.6e6, readHi: hour * 3.6e6 + 1000 },
  }));

it('[SYN-5] certificates cover exactly what pages proved, and gaps are the rest', () => {
  fc.assert(
    fc.property(fc.array(page, { maxLength: 12 }), (pages) => {
      const chunks = pages.reduce<Chunk[]>((all, { chunk }) => certify(all, chunk), []);
      const gaps = uncovered({ from: ts(0), to: ts(80) }, chunks);
      for (let n = 1; n <= 80; n++) {
        const covering = pages.filter(({ points: [from, to] }) => n > from && n <= to);
        const inside = (s: { from: string; to: string }) =>
          compareTs(s.from, ts(n)) < 0 && compareTs(ts(n), s.to) <= 0;
        expect(chunks.filter(inside)).toHaveLength(covering.length > 0 ? 1 : 0);
        expect(gaps.filter(inside)).toHaveLength(covering.length > 0 ? 0 : 1);
        // the date of a proof is that of the latest read of it
        const latest = Math.max(...covering.map(({ chunk }) => chunk.readLo));
        if (covering.length > 0) expect(chunks.find(inside)?.readLo).toBe(latest);
      }
      expect(gaps).toEqual(gaps.toSorted((a, b) => compareTs(b.to, a.to)));
    }),
  );
});

it('[SYN-5] pages of one walk become one certificate, dated by the oldest of them', () => {
  const walk = [3, 2, 1, 0].map((n, i) => ({
    from: ts(n * 10),
    to: ts(n * 10 + 10),
    readLo: i * 1200,
    readHi: i * 1200 + 1000,
  }));
  const chunks = walk.reduce<Chunk[]>((all, chunk) => certify(all, chunk), []);
  expect(chunks).toEqual([{ from: ts(0), to: ts(40), readLo: 0, readHi: 1000 }]);
});
