const integer = new Intl.NumberFormat('en-GB');
const oneDigit = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** `1,204`. */
export function figure(count: number): string {
  return integer.format(count);
}

/** `1 message`, `1,204 messages`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${integer.format(count)} ${count === 1 ? noun : plural}`;
}

const units = [
  { ms: 86_400_000, name: 'd' },
  { ms: 3_600_000, name: 'h' },
  { ms: 60_000, name: 'min' },
  { ms: 1000, name: 's' },
] as const;

/** `0.4 s`, `12 s`, `3 min`, `2 h 10 min`, `3 d 4 h`: two units at most, and no false exactness. */
export function lasting(ms: number): string {
  if (ms < 1000) return `${oneDigit.format(Math.max(0, ms) / 1000)} s`;
  const at = units.findIndex((unit) => ms >= unit.ms);
  const unit = units[at] ?? units[3];
  const whole = Math.floor(ms / unit.ms);
  const below = units[at + 1];
  // seconds beside minutes, and minutes beside many hours, say nothing that holds
  if (!below || below.name === 's' || whole >= 10) return `${whole} ${unit.name}`;
  const rest = Math.floor((ms - whole * unit.ms) / below.ms);
  return rest === 0 ? `${whole} ${unit.name}` : `${whole} ${unit.name} ${rest} ${below.name}`;
}

/** `3.4 per second`, `40 per minute`: the unit in which the number can be pictured. */
export function rate(perSecond: number): string {
  if (perSecond <= 0) return 'none now';
  if (perSecond >= 1) return `${oneDigit.format(perSecond)} per second`;
  return `${oneDigit.format(perSecond * 60)} per minute`;
}

const sizes = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** `812 bytes`, `3.4 MB`. */
export function bytes(count: number): string {
  let at = 0;
  let left = count;
  while (left >= 1000 && at < sizes.length - 1) {
    left /= 1000;
    at += 1;
  }
  return `${oneDigit.format(left)} ${sizes[at]}`;
}

/** `0 %` only at nothing, `100 %` only when whole. */
export function percent(share: number): string {
  if (share <= 0) return '0 %';
  if (share >= 1) return '100 %';
  return `${Math.min(99, Math.max(1, Math.round(share * 100)))} %`;
}
