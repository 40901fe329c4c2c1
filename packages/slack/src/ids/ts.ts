/**
 * A Slack `ts`, "seconds.sequence" with six digits after the point: a message id that also tells
 * the time. Never a float: digits and trailing zeros would be lost.
 */
export function isTs(value: unknown): value is string {
  return typeof value === 'string' && /^\d{1,10}\.\d{6}$/.test(value);
}

/** Orders by seconds, then by sequence; also bounds such as `0` that have no point. */
export function compareTs(a: string, b: string): number {
  const [aSeconds = '', aSequence = ''] = a.split('.');
  const [bSeconds = '', bSequence = ''] = b.split('.');
  const width = Math.max(aSeconds.length, bSeconds.length);
  const bySecond = compare(aSeconds.padStart(width, '0'), bSeconds.padStart(width, '0'));
  if (bySecond !== 0) return bySecond;
  const digits = Math.max(aSequence.length, bSequence.length);
  return compare(aSequence.padEnd(digits, '0'), bSequence.padEnd(digits, '0'));
}

/** The time in ms since the epoch, cut to whole milliseconds. */
export function tsToMs(ts: string): number {
  const [seconds = '0', sequence = ''] = ts.split('.');
  return Number(seconds) * 1000 + Number(sequence.slice(0, 3).padEnd(3, '0'));
}

/** The first ts of a millisecond, e.g. for a bound. */
export function msToTs(ms: number): string {
  const whole = Math.max(0, Math.floor(ms));
  return `${Math.floor(whole / 1000)}.${String(whole % 1000).padStart(3, '0')}000`;
}

/** ISO 8601 in UTC with milliseconds, cut from the digits (MAP-1). */
export function tsToIso(ts: string): string {
  return new Date(tsToMs(ts)).toISOString();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
