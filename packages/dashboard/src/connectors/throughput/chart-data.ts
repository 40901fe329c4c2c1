import type { ThroughputPoint } from '@belay/contract/connector';

/** What is stacked, from the bottom up. */
export const stacked = ['messages', 'replies', 'files', 'reactions'] as const;
export type Stacked = (typeof stacked)[number];

export interface ChartData {
  /** seconds since the epoch, one per step of the window */
  at: number[];
  /** what each step counted; steps that the server left out counted nothing */
  counts: Record<Stacked, number[]>;
  /** running sums over `stacked`: what a stacked chart draws, top last */
  sums: Record<Stacked, number[]>;
  total: number;
}

/** Points as a chart needs them: every step of the window once, in order, gaps as zeroes. Pure. */
export function chartData(
  points: readonly ThroughputPoint[],
  { from, to, stepS }: { from: number; to: number; stepS: number },
): ChartData {
  const steps = Math.max(0, Math.round((to - from) / stepS));
  const at = Array.from({ length: steps }, (_, index) => from + index * stepS);
  const zeroes = () => at.map(() => 0);
  const make = () => ({
    messages: zeroes(),
    replies: zeroes(),
    files: zeroes(),
    reactions: zeroes(),
  });
  const counts = make();
  for (const point of points) {
    const index = Math.floor((Date.parse(point.at) / 1000 - from) / stepS);
    if (index < 0 || index >= steps) continue;
    for (const name of stacked) counts[name][index] = (counts[name][index] ?? 0) + point[name];
  }
  const sums = make();
  let total = 0;
  for (let index = 0; index < steps; index += 1) {
    let sum = 0;
    for (const name of stacked) {
      sum += counts[name][index] ?? 0;
      sums[name][index] = sum;
    }
    total += sum;
  }
  return { at, counts, sums, total };
}
