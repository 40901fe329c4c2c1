/**
 * The first turn of each channel of a level, so that no two ever meet: turns are dealt out in
 * classes (`offset` modulo `base · 2^level`), and a class that is too often is halved. Frequent ones
 * first: then it always works out while the levels fit the turns there are.
 */
export function placed(levels: readonly number[], base: number): number[] {
  const free: number[][] = [Array.from({ length: base }, (_, offset) => base - 1 - offset)];
  const offsets = levels.map(() => 0);
  const order = levels.map((_, index) => index);
  order.sort((a, b) => (levels[a] ?? 0) - (levels[b] ?? 0) || a - b);
  for (const index of order) offsets[index] = take(free, levels[index] ?? 0, base);
  return offsets;
}

function take(free: number[][], level: number, base: number): number {
  const offset = free[level]?.pop();
  if (offset !== undefined) return offset;
  if (level === 0) throw new RangeError('more polls than turns');
  const whole = take(free, level - 1, base);
  const halves = free[level] ?? [];
  free[level] = halves;
  halves.push(whole + base * 2 ** (level - 1));
  return whole;
}
