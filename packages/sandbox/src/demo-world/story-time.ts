const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * The instant of `23d 09:12` (that many working days before the base day, UTC) or `95m` (minutes
 * before the base), in ms since the epoch. Throws on anything else: a story with a typing error.
 */
export function storyTime(at: string, base: number): number {
  const minutes = /^(\d+)m$/.exec(at);
  if (minutes) return base - Number(minutes[1]) * minute;
  const days = /^(\d+)d (\d\d):(\d\d)$/.exec(at);
  if (!days) throw new Error(`The story time "${at}" is neither "23d 09:12" nor "95m".`);
  return (
    workingDaysBefore(base, Number(days[1])) +
    Number(days[2]) * 60 * minute +
    Number(days[3]) * minute
  );
}

/** Midnight of the nth working day before the base day. */
function workingDaysBefore(base: number, count: number): number {
  let midnight = base - (base % day);
  for (let left = count; left > 0; ) {
    midnight -= day;
    const weekday = new Date(midnight).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return midnight;
}

/** The ms of `+4m` or `+2h`. */
export function storyGap(gap: string): number {
  const [, count, unit] = /^\+(\d+)([mh])$/.exec(gap) ?? [];
  if (!count) throw new Error(`The story gap "${gap}" is neither "+4m" nor "+2h".`);
  return Number(count) * (unit === 'h' ? 60 : 1) * minute;
}
