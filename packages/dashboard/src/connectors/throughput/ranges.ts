/** A span of the throughput chart: how far back, in steps of how many seconds, asked how often. */
export interface Range {
  key: string;
  name: string;
  spanS: number;
  stepS: number;
  refreshMs: number;
}

export const ranges = [
  { key: '15m', name: '15 min', spanS: 900, stepS: 10, refreshMs: 5_000 },
  { key: '1h', name: '1 h', spanS: 3600, stepS: 60, refreshMs: 15_000 },
  { key: '24h', name: '24 h', spanS: 86_400, stepS: 900, refreshMs: 60_000 },
  { key: '30d', name: '30 d', spanS: 2_592_000, stepS: 21_600, refreshMs: 300_000 },
] as const satisfies readonly Range[];

/** A day by hours, for the cards of the list. */
export const hourly: Range = {
  key: '24h-hourly',
  name: '24 h',
  spanS: 86_400,
  stepS: 3600,
  refreshMs: 60_000,
};

export type RangeKey = (typeof ranges)[number]['key'];

/** The window that ends with the step that `now` is in, both ends on whole steps: seconds. */
export function windowOf(range: Range, now: number): { from: number; to: number } {
  const to = (Math.floor(now / 1000 / range.stepS) + 1) * range.stepS;
  return { from: to - range.spanS, to };
}
