const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** `1,204`. */
export function formatNumber(value: number): string {
  return whole.format(value);
}

/** `12.4K`, where room is scarce. */
export function formatShort(value: number): string {
  return short.format(value);
}

/** `1 message`, `1,204 messages`. */
export function formatCount(value: number, one: string, many = `${one}s`): string {
  return `${whole.format(value)} ${value === 1 ? one : many}`;
}

/** `0`, `0.4`, `38`: of something per second or hour. */
export function formatRate(value: number): string {
  return value >= 10 ? whole.format(value) : tenths.format(value);
}

/** `97 %`. Below the whole it is never rounded up to it. */
export function formatShare(value: number): string {
  return `${value >= 1 ? 100 : Math.min(99, Math.floor(value * 100))} %`;
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'];
/** `3.4 MB`, by thousands. */
export function formatBytes(bytes: number): string {
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(bytes || 1) / 3)));
  return `${tenths.format(bytes / 1000 ** power)} ${units[power]}`;
}
