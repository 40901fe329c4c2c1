const clock = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const precise = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const dated = new Intl.DateTimeFormat('en', {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** A step of the chart in the viewer's zone: `10:42:10 – 10:42:20`, `Mar 3, 06:00 – 12:00`. */
export function stepWords(atS: number, stepS: number): string {
  const [from, to] = [atS * 1000, (atS + stepS) * 1000];
  if (stepS < 60) return `${precise.format(from)} – ${precise.format(to)}`;
  if (stepS < 3600) return `${clock.format(from)} – ${clock.format(to)}`;
  return `${dated.format(from)} – ${clock.format(to)}`;
}

const dayOnly = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' });

/** The marks below the chart: times of the day, or days where the marks are a day apart. */
export function axisWords(splits: readonly number[]): string[] {
  const apart = (splits[1] ?? 0) - (splits[0] ?? 0);
  const format = apart >= 86_400 ? dayOnly : apart >= 60 ? clock : precise;
  return splits.map((at) => format.format(at * 1000));
}
