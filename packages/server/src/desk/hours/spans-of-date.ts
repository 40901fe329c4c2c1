import { type Weekday, type WorkingHours, weekdays } from '@belay/contract/desk/hours';
import { IANAZone } from 'luxon';
import { localInstant } from './local-instant.ts';

/** Half open, in ms since the epoch. */
export interface Interval {
  from: number;
  to: number;
}

const minuteMs = 60_000;
export const dayMs = 86_400_000;

/** A week of working hours, ready to be asked about any date. */
export interface Calendar {
  zone: IANAZone;
  /** dates as days since 1970, ascending */
  holidays: number[];
  /** the spans that begin on this date, as instants; those that a clock change empties are left out */
  spansOf(day: number): Interval[];
}

export function calendarOf(hours: WorkingHours): Calendar {
  const zone = IANAZone.create(hours.zone);
  const special = new Map(
    hours.holidays.map(({ date, spans }) => [Date.parse(`${date}T00:00:00Z`) / dayMs, spans]),
  );
  return {
    zone,
    holidays: [...special.keys()].sort((a, b) => a - b),
    spansOf(day) {
      const spans = special.get(day) ?? hours.week[weekdayOf(day)];
      return spans
        .map(({ from, to }) => {
          const start = day * dayMs + wallMs(from);
          const length = (wallMs(to) - wallMs(from) + dayMs) % dayMs || dayMs;
          return {
            from: localInstant(start, zone, 'first'),
            to: localInstant(start + length, zone, 'last'),
          };
        })
        .filter(({ from, to }) => from < to)
        .sort((a, b) => a.from - b.from);
    },
  };
}

/** The local date of an instant. */
export function dayOf(at: number, zone: IANAZone): number {
  return Math.floor((at + zone.offset(at) * minuteMs) / dayMs);
}

/** 1 January 1970 was a Thursday. */
function weekdayOf(day: number): Weekday {
  return weekdays[(((day + 3) % 7) + 7) % 7] as Weekday;
}

function wallMs(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return (hour * 60 + minute) * minuteMs;
}
