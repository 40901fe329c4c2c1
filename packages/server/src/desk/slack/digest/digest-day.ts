import { IANAZone } from 'luxon';
import { localInstant } from '../../hours/local-instant.ts';
import { dayMs, dayOf } from '../../hours/spans-of-date.ts';

/** A day that is over, in a zone. */
export interface DigestDay {
  /** YYYY-MM-DD */
  day: string;
  from: Date;
  to: Date;
  /** when it is told, on the day after */
  at: Date;
}

const minuteMs = 60_000;

/** The day before a moment's, by the clocks of a zone; `wallTime` as 09:00. Pure. */
export function digestDay(zoneName: string, wallTime: string, now: Date): DigestDay {
  const zone = IANAZone.create(zoneName);
  const today = dayOf(now.getTime(), zone);
  const [hour = 0, minute = 0] = wallTime.split(':').map(Number);
  const start = (day: number) => new Date(localInstant(day * dayMs, zone, 'first'));
  const told = today * dayMs + (hour * 60 + minute) * minuteMs;
  return {
    day: new Date((today - 1) * dayMs).toISOString().slice(0, 10),
    ...{ from: start(today - 1), to: start(today) },
    at: new Date(localInstant(told, zone, 'first')),
  };
}
