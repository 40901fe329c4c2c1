import { type WorkingHours, weekdays, workingHours } from '@belay/contract/desk/hours';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addWorkingMinutes } from './add-working-minutes.ts';
import { hoursState } from './hours-state.ts';
import { nextOpening } from './next-opening.ts';
import { clocksOf, openMinutes } from './testing/minute-by-minute.ts';

const minuteMs = 60_000;
const week = (spans: Partial<WorkingHours['week']>) => workingHours.shape.week.parse(spans);
const every = (...spans: { from: string; to: string }[]) =>
  week(Object.fromEntries(weekdays.map((day) => [day, spans])));
const berlin = (spans: Partial<WorkingHours['week']>, holidays: WorkingHours['holidays'] = []) => ({
  zone: 'Europe/Berlin',
  week: week(spans),
  holidays,
});
const at = (text: string) => new Date(text);

/** Days on which clocks do strange things, and some on which they don't. */
const days: [zone: string, day: string][] = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-11-01'],
  // skips and doubles half an hour
  ['Australia/Lord_Howe', '2026-10-04'],
  ['Australia/Lord_Howe', '2026-04-05'],
  // midnight itself is skipped
  ['Africa/Cairo', '2026-04-24'],
  ['America/Havana', '2026-03-08'],
  // 23:00 to midnight comes twice
  ['Africa/Cairo', '2026-10-29'],
  // a whole date is skipped
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Kathmandu', '2026-05-05'],
  ['UTC', '2026-02-28'],
];

const time = fc
  .tuple(
    // mostly where clocks change
    fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 23 })),
    fc.constantFrom(0, 15, 30, 59),
  )
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const spans = fc.array(fc.record({ from: time, to: time }), { maxLength: 3 });

describe('[DSK-4] against clocks that are looked at minute by minute', () => {
  it.each(days)('[DSK-4] %s around %s', (zone, day) => {
    const clocks = clocksOf(zone, day, 9);
    const middle = Date.parse(`${day}T00:00:00Z`);
    const dates = [-1, 0, 1].map((shift) =>
      new Date(middle + shift * 86_400_000).toISOString().slice(0, 10),
    );
    fc.assert(
      fc.property(
        fc.tuple(spans, spans, spans, spans, spans, spans, spans),
        fc.option(fc.tuple(fc.constantFrom(...dates), spans), { nil: undefined }),
        // more than a day before and after the change
        fc.integer({ min: -2 * 1440, max: 2 * 1440 }),
        fc.integer({ min: 1, max: 2000 }),
        (list, holiday, shift, minutes) => {
          const hours: WorkingHours = {
            zone,
            week: week(Object.fromEntries(weekdays.map((name, index) => [name, list[index]]))),
            holidays: holiday ? [{ date: holiday[0], spans: holiday[1] }] : [],
          };
          const open = openMinutes(clocks, hours);
          const now = (middle - clocks.from) / minuteMs + shift;
          const moment = (minute: number) => clocks.from + minute * minuteMs;
          const state = hoursState(hours, new Date(moment(now)));
          expect(state.open).toBe(open[now]);
          // minutes near the edges of what was looked at may belong to spans from beyond it
          const edge = open.length - 2 * 1440;
          const change = open.findIndex((each, minute) => minute > now && each !== open[now]);
          const told = state.open ? state.until : state.opens_at;
          if (change >= 0 && change < edge) expect(Date.parse(told ?? '')).toBe(moment(change));
          else if (told !== null) expect(Date.parse(told)).toBeGreaterThanOrEqual(moment(edge));
          let left = minutes;
          let end = now;
          while (left > 0 && end < edge) if (open[end++]) left--;
          const due = addWorkingMinutes(hours, new Date(moment(now)), minutes);
          if (left === 0) expect(due?.getTime()).toBe(moment(end));
          else if (due !== null) expect(due.getTime()).toBeGreaterThan(moment(edge) - minuteMs);
          const next = nextOpening(hours, new Date(moment(now)));
          const opening = open.findIndex((each, minute) => minute >= now && each);
          if (opening >= 0 && opening < edge) expect(next?.getTime()).toBe(moment(opening));
        },
      ),
      { numRuns: 50 },
    );
  });
});

test('[DSK-4] several spans a day, and the one that is next', () => {
  const hours = berlin({
    fri: [
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ],
    mon: [{ from: '10:00', to: '11:00' }],
  });
  const state = (text: string) => hoursState(hours, at(text));
  expect(state('2026-11-20T09:00Z')).toEqual({ open: true, until: '2026-11-20T11:00:00.000Z' });
  expect(state('2026-11-20T11:30Z')).toEqual({
    open: false,
    opens_at: '2026-11-20T12:00:00.000Z',
  });
  expect(state('2026-11-20T16:00Z')).toEqual({
    open: false,
    opens_at: '2026-11-23T09:00:00.000Z',
  });
  // 30 minutes of Friday, the lunch left out, 30 of Monday
  expect(addWorkingMinutes(hours, at('2026-11-20T10:30Z'), 30 + 240 + 30)).toEqual(
    at('2026-11-23T09:30Z'),
  );
});

test('[DSK-4] a skipped time shifts forward, a doubled one counts to its second end', () => {
  const night = berlin({ sun: [{ from: '02:30', to: '05:00' }] });
  expect(nextOpening(night, at('2026-03-28T12:00Z'))).toEqual(at('2026-03-29T01:30Z'));
  const early = berlin({ sun: [{ from: '01:00', to: '02:30' }] });
  expect(hoursState(early, at('2026-10-25T01:00Z'))).toEqual({
    open: true,
    until: '2026-10-25T01:30:00.000Z',
  });
});

test('[DSK-4] a span over midnight belongs to the date on which it begins', () => {
  const nights = berlin({ fri: [{ from: '22:00', to: '06:00' }] });
  const closedSaturday = berlin({ fri: [{ from: '22:00', to: '06:00' }] }, [
    { date: '2026-11-21', spans: [] },
  ]);
  const closedFriday = berlin({ fri: [{ from: '22:00', to: '06:00' }] }, [
    { date: '2026-11-20', spans: [] },
  ]);
  const saturday = at('2026-11-21T03:00Z');
  expect(hoursState(nights, saturday).open).toBe(true);
  expect(hoursState(closedSaturday, saturday).open).toBe(true);
  expect(hoursState(closedFriday, saturday).open).toBe(false);
});

test('[DSK-4] always, never, and until a date far away', () => {
  const now = at('2026-11-21T12:00Z');
  const whole = { zone: 'UTC', week: every({ from: '00:00', to: '00:00' }), holidays: [] };
  expect(hoursState(null, now)).toEqual({ open: true, until: null });
  expect(hoursState(whole, now)).toEqual({ open: true, until: null });
  expect(hoursState({ ...whole, holidays: [{ date: '2031-01-01', spans: [] }] }, now)).toEqual({
    open: true,
    until: '2031-01-01T00:00:00.000Z',
  });
  const never = berlin({});
  expect(hoursState(never, now)).toEqual({ open: false, opens_at: null });
  expect(nextOpening(never, now)).toBeNull();
  expect(addWorkingMinutes(never, now, 1)).toBeNull();
  expect(addWorkingMinutes(never, now, 0)).toEqual(now);
  const once = berlin({}, [{ date: '9999-12-31', spans: [{ from: '10:00', to: '11:00' }] }]);
  expect(hoursState(once, now)).toEqual({ open: false, opens_at: '9999-12-31T09:00:00.000Z' });
  expect(addWorkingMinutes(once, now, 60)).toEqual(at('9999-12-31T10:00Z'));
  expect(addWorkingMinutes(once, now, 61)).toBeNull();
  expect(addWorkingMinutes(null, now, 90)).toEqual(at('2026-11-21T13:30Z'));
});

test('[DSK-4] a year of holidays one after another is walked through', () => {
  const holidays = Array.from({ length: 366 }, (_, index) => ({
    date: new Date(Date.UTC(2026, 10, 21 + index)).toISOString().slice(0, 10),
    spans: [],
  }));
  const hours = { ...berlin({}), week: every({ from: '09:00', to: '17:00' }), holidays };
  expect(nextOpening(hours, at('2026-11-21T00:00Z'))).toEqual(at('2027-11-22T08:00Z'));
});
