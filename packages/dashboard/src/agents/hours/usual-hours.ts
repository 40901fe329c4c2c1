import type { Span, Weekday, WorkingHours } from '@belay/contract/desk/hours';

/** The days of a week in words, in order. */
export const dayWords: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};
export const days = Object.keys(dayWords) as Weekday[]; // the keys that were just written

/** What most teams begin with. */
export function usualHours(zone: string): WorkingHours {
  const day = (): Span[] => [{ from: '09:00', to: '17:00' }];
  return {
    zone,
    week: { mon: day(), tue: day(), wed: day(), thu: day(), fri: day(), sat: [], sun: [] },
    holidays: [],
  };
}

/** Another span behind those of a day: an hour later, for as long as the day has room. */
export function nextSpan(spans: readonly Span[]): Span {
  const last = spans.at(-1);
  if (!last) return { from: '09:00', to: '17:00' };
  const from = Math.min(22, Number(last.to.slice(0, 2)) + 1);
  return { from: hour(from), to: hour(Math.min(23, from + 4)) };
}

/** Whether a span goes on into the next day; the same time twice is a whole day. */
export function spanNote({ from, to }: Span): string | null {
  if (from === '' || to === '') return null;
  if (from === to) return 'all day';
  return to < from ? 'into the next day' : null;
}

const hour = (value: number) => `${String(value).padStart(2, '0')}:00`;
