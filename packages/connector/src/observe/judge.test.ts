import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judgeBody, judgeLife, judgeValue } from './judge.ts';
import { judgeObservation } from './judge-observation.ts';
import { byInterval } from './order.ts';
import { packRegisters, type Registers, unpackRegisters } from './registers.ts';

const interval = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 20 }))
  .map(([lo, length]) => ({ lo, hi: lo + length }));
const body = fc.tuple(
  interval,
  fc.constantFrom('', '1.000000', '2.000000', '3.000000'),
  fc.constantFrom('a', 'b', 'c'),
);
const bodyAt = ([read, edited, digest]: [{ lo: number; hi: number }, string, string]) => ({
  ...read,
  value: { edited, digest },
});

it('[SYN-10] x is after y if it began when y was over, and never both ways', () => {
  fc.assert(
    fc.property(interval, interval, (a, b) => {
      if (byInterval(a, b) === 'newer') expect(byInterval(b, a)).toBe('older');
      if (byInterval(a, b) === 'doubt') expect(byInterval(b, a)).toBe('doubt');
    }),
  );
});

it('[SYN-10] what is judged newer stays, whichever of two edits is heard first', () => {
  fc.assert(
    fc.property(body, body, (first, second) => {
      const [a, b] = [bodyAt(first), bodyAt(second)];
      fc.pre(a.value.edited !== '' && b.value.edited !== '' && a.value.edited !== b.value.edited);
      fc.pre(a.value.digest !== b.value.digest);
      expect(judgeBody(a, b).register.value).toEqual(judgeBody(b, a).register.value);
    }),
  );
});

it('[SYN-10] a stale page with an older edit never beats a newer one', () => {
  const known = { lo: 10, hi: 20, value: { edited: '2.000000', digest: 'new' } };
  const stale = { lo: 30, hi: 40, value: { edited: '1.000000', digest: 'old' } };
  expect(judgeBody(known, stale).verdict).toBe('older');
});

it('[SYN-10] edits of one second are told apart by intervals, else doubted', () => {
  const known = { lo: 10, hi: 20, value: { edited: '2.000000', digest: 'a' } };
  const seen = (lo: number) => ({ lo, hi: lo + 5, value: { edited: '2.000000', digest: 'b' } });
  expect(judgeBody(known, seen(20)).verdict).toBe('newer');
  expect(judgeBody(known, seen(15)).verdict).toBe('doubt');
  expect(judgeBody(known, seen(4)).verdict).toBe('older');
});

it('[SYN-10] deletion beats life unless a later read revives it', () => {
  const gone = { lo: 10, hi: 20, value: 'gone' as const };
  const live = (lo: number) => ({ lo, hi: lo + 5, value: 'live' as const });
  expect(judgeLife(gone, live(15)).register.value).toBe('gone');
  expect(judgeLife(gone, live(20)).register.value).toBe('live');
});

it('[SYN-10] an older or doubtful claim never changes a register', () => {
  fc.assert(
    fc.property(interval, interval, fc.constantFrom('a', 'b'), (known, seen, value) => {
      const judged = judgeValue({ ...known, value: 'a' }, { ...seen, value });
      if (judged.verdict !== 'newer') expect(judged.register.value).toBe('a');
    }),
  );
});

it('[SYN-10] registers survive the ledger, and a damaged one is as good as none', () => {
  const registers: Registers = {
    life: { lo: 1, hi: 2, value: 'live' },
    body: { lo: 1, hi: 2, value: { edited: '1.000000', digest: 'a' } },
    files: { lo: 1, hi: 2, value: 'f' },
    reactions: { lo: 1, hi: 2, value: 'x.y' },
    thread: { lo: 1, hi: 2, value: '2:1.000000' },
    threadRead: '2:1.000000',
  };
  expect(unpackRegisters(packRegisters(registers))).toEqual(registers);
  for (const damaged of ['', '{}', 'null', '{"l":3}', '[1]'])
    expect(unpackRegisters(damaged)).toBeUndefined();
});

it('[SYN-10] a deletion that is told again is no news, and a first one is', () => {
  const about = { channelId: 'C1', ts: '1.000000', source: 'event', isArchived: false } as const;
  const deleted = (lo: number) =>
    ({ ...about, read: { lo, hi: lo + 10 }, seen: 'deleted' }) as const;
  const first = judgeObservation(undefined, deleted(10));
  expect(first).toMatchObject({ life: 'gone', isNews: true });
  expect(judgeObservation(first.registers, deleted(30))).toMatchObject({
    life: 'gone',
    isNews: false,
  });
});
