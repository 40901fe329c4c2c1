import { expect, test } from 'vitest';
import { createWordJoiner, cutWords } from './words.ts';

const long = '🧗 belay '.repeat(4_000);

test('[DSK-3] what is said is cut into words that a notice takes, and whole again at the end', () => {
  const words = cutWords(long, 'a');
  expect(words.length).toBeGreaterThan(5);
  for (const word of words) expect(Buffer.byteLength(word)).toBeLessThan(7_168);
  const joiner = createWordJoiner(() => 0);
  expect(words.map((word) => joiner.join(word))).toEqual([
    ...Array(words.length - 1).fill(undefined),
    long,
  ]);
  expect(joiner.join(cutWords('short', 'b')[0] ?? '')).toBe('short');
});

test('[DSK-3] words of several sayings may come mixed, and twice', () => {
  const joiner = createWordJoiner(() => 0);
  const [one, two] = [cutWords(long, 'a'), cutWords(`${long}!`, 'b')];
  const mixed = one.flatMap((word, n) => [word, word, two[n] ?? '']).filter((word) => word !== '');
  mixed.push(...two.slice(one.length));
  expect(mixed.flatMap((word) => joiner.join(word) ?? [])).toEqual([long, `${long}!`]);
});

test('[DSK-3] a saying of which a word was lost is never told in half', () => {
  let now = 0;
  const joiner = createWordJoiner(() => now);
  const words = cutWords(long, 'a');
  joiner.join(words[0] ?? '');
  joiner.forget();
  expect(words.slice(1).map((word) => joiner.join(word))).not.toContain(long);
  now = 11_000;
  expect(joiner.join(cutWords(long, 'c')[0] ?? '')).toBeUndefined();
  expect(joiner.join(words[0] ?? '')).toBeUndefined();
});
