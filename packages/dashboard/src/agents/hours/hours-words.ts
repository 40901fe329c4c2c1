import type { HoursPreview } from '@belay/contract/desk/hours';

/** What is so now and next, in a sentence, in the zone of the hours. Times are wall times there. */
export function hoursSentence({ state, coming }: HoursPreview, zone: string, now: number): string {
  if (state.open) {
    if (state.until === null) return 'Open now, and always.';
    const until = momentWords(state.until, zone, now);
    const [, following] = coming;
    const next = following ? `; then from ${momentWords(following.from, zone, now)}` : '';
    return `Open now until ${until}${next}.`;
  }
  if (state.opens_at === null) return 'Closed, and never open: nobody would come.';
  return `Closed now; opens ${momentWords(state.opens_at, zone, now)}.`;
}

/** One open interval: "Mon 23 Nov, 09:00–18:00". */
export function intervalWords(
  { from, to }: HoursPreview['coming'][number],
  zone: string,
): { day: string; time: string } {
  const day = format(from, zone, { weekday: 'short', day: 'numeric', month: 'short' });
  if (to === null) return { day, time: `from ${timeOf(from, zone)}, without end` };
  const sameDay = dayOf(from, zone) === dayOf(to, zone);
  // midnight belongs to the day that it ends
  const endsAtMidnight = timeOf(to, zone) === '00:00' && Date.parse(to) - Date.parse(from) <= dayMs;
  const end = endsAtMidnight
    ? '24:00'
    : sameDay
      ? timeOf(to, zone)
      : `${format(to, zone, { weekday: 'short' })} ${timeOf(to, zone)}`;
  return { day, time: `${timeOf(from, zone)}–${end}` };
}

const dayMs = 86_400_000;

/** "18:00", "tomorrow 09:00", "next Monday 09:00", "Monday 9 December 09:00". */
function momentWords(iso: string, zone: string, now: number): string {
  const time = timeOf(iso, zone);
  const today = dayOf(new Date(now).toISOString(), zone);
  const days = Math.round((Date.parse(dayOf(iso, zone)) - Date.parse(today)) / dayMs);
  if (days === 0) return time;
  if (days === 1) return `tomorrow ${time}`;
  if (days < 7) return `${format(iso, zone, { weekday: 'long' })} ${time}`;
  if (days < 14) return `next ${format(iso, zone, { weekday: 'long' })} ${time}`;
  const date = format(iso, zone, { weekday: 'long', day: 'numeric', month: 'long' });
  return `${date} ${time}`;
}

function timeOf(iso: string, zone: string): string {
  return format(iso, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}
/** `2026-11-23` there. */
function dayOf(iso: string, zone: string): string {
  return new Intl.DateTimeFormat('sv', { timeZone: zone }).format(Date.parse(iso));
}
function format(iso: string, zone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone }).format(Date.parse(iso));
}
