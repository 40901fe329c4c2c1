import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordDiff } from './word-diff.ts';

test('[MEM-7] an edit reads as what went and what came', () => {
  expect(wordDiff('The budget is 100 for May', 'The budget is 250 for May')).toEqual([
    { kind: 'same', text: 'The budget is ' },
    { kind: 'gone', text: '100 ' },
    { kind: 'new', text: '250 ' },
    { kind: 'same', text: 'for May' },
  ]);
  expect(wordDiff('', 'Hello')).toEqual([{ kind: 'new', text: 'Hello' }]);
  expect(wordDiff('a', 'a')).toEqual([{ kind: 'same', text: 'a' }]);
});

test('[MEM-7] either version can be read back from the runs, whatever the texts', () => {
  const text = fc
    .array(fc.constantFrom('a ', 'b ', 'c\n', ' ', 'd'))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const runs = wordDiff(before, after);
      const of = (kind: string) =>
        runs
          .flatMap((run) => (run.kind === 'same' || run.kind === kind ? [run.text] : []))
          .join('');
      expect(of('new')).toBe(after);
      expect(of('gone')).toBe(before);
    }),
  );
});

test('[MEM-7] very long versions are replaced as a whole, quickly', () => {
  // of the processor: what else this machine does is no cost of ours
  const before = process.cpuUsage();
  const runs = wordDiff('x '.repeat(20_000), 'y '.repeat(20_000));
  expect(runs.map(({ kind }) => kind)).toEqual(['gone', 'new']);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1_000).toBeLessThan(500);
});
