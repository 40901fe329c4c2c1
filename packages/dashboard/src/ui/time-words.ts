const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** `320 ms`, `4 s`, `3 min`, `1 h 20 min`, `2 days`: how long, of milliseconds. */
export function durationWords(ms: number): string {
  const length = Math.max(0, ms);
  if (length < second) return `${Math.round(length)} ms`;
  if (length < 10 * second) return `${(length / second).toFixed(1).replace(/\.0$/, '')} s`;
  // a unit that would be rounded up to the next one is told in the next one
  if (Math.round(length / second) < 60) return `${Math.round(length / second)} s`;
  if (Math.round(length / minute) < 60) return `${Math.round(length / minute)} min`;
  if (length < day) {
    const minutes = Math.round(length / minute);
    const rest = minutes % 60;
    if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h${rest ? ` ${rest} min` : ''}`;
  }
  const days = Math.round(length / day);
  return days === 1 ? '1 day' : `${days} days`;
}

/** `just now`, `40 s ago`, `in 3 min`: an instant as it is from `now`. */
export function timeWords(at: number, now: number): string {
  const away = at - now;
  // two clocks are never the same: a little in the future is now
  if (Math.abs(away) < 5 * second) return 'just now';
  const words = durationWords(Math.abs(away) < day ? floorTo(Math.abs(away)) : Math.abs(away));
  return away < 0 ? `${words} ago` : `in ${words}`;
}

/** Of a time that goes on, what is whole: "1 h ago" until it is two. */
function floorTo(ms: number): number {
  if (ms < minute) return Math.floor(ms / second) * second;
  if (ms < hour) return Math.floor(ms / minute) * minute;
  return Math.floor(ms / hour) * hour;
}

const exact = new Intl.DateTimeFormat('en', {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
});

/** `Nov 21, 2026, 10:42:07 UTC`: exact to the second, in the viewer's zone. */
export function exactTime(at: number): string {
  return exact.format(at);
}
