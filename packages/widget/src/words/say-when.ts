import { fill } from './fill.ts';
import type { Words } from './words.ts';

/**
 * A moment as a person would say it, in their own zone: "tomorrow at 09:00". `zone` undefined: the
 * browser's.
 */
export function sayWhen(
  words: Words,
  language: string,
  iso: string,
  now: number,
  zone?: string,
): string {
  const at = new Date(iso);
  const where = zone === undefined ? {} : { timeZone: zone };
  const time = new Intl.DateTimeFormat(language, { timeStyle: 'short', ...where }).format(at);
  const days = dayOf(at.getTime(), where) - dayOf(now, where);
  if (days === 0) return fill(words.today, { time });
  if (days === 1) return fill(words.tomorrow, { time });
  const date = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...where,
  }).format(at);
  return fill(words.on, { date, time });
}

/** The local calendar day as a number that counts up by one a day, whatever the clocks do. */
function dayOf(ms: number, where: { timeZone?: string }): number {
  // en-CA writes 2026-01-31
  const text = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', ...where }).format(ms);
  return Date.parse(`${text}T00:00:00Z`) / 86_400_000;
}
