import { workingHours } from '@belay/contract/desk/hours';
import { expect, test } from 'vitest';
import { ladderTimes } from './ladder-times.ts';
import { workingMinutesBetween } from './working-minutes-between.ts';

const nineToFive = [{ from: '09:00', to: '17:00' }];
/** Two spans on Tuesday; Wednesday is a holiday. In Berlin it is two hours later than here. */
const hours = workingHours.parse({
  zone: 'Europe/Berlin',
  week: {
    mon: nineToFive,
    tue: [
      { from: '09:00', to: '12:00' },
      { from: '14:00', to: '17:00' },
    ],
    wed: nineToFive,
    thu: nineToFive,
  },
  holidays: [{ date: '2026-06-10' }],
});
const at = (text: string) => new Date(`2026-06-${text}:00Z`);
const times = (since: Date, now: Date, ...minutes: number[]) =>
  ladderTimes({ steps: minutes.map((after_minutes) => ({ after_minutes })), hours, since }, now);

test('[NTF-6] steps are counted in working minutes, over breaks, nights and holidays', () => {
  // Tuesday 11:50 in Berlin
  const since = at('09T09:50');
  expect(times(since, since, 5, 30, 190, 400)).toEqual([
    since,
    at('09T09:55'),
    // ten minutes before the break, twenty after it
    at('09T12:20'),
    at('09T15:00'),
    // Wednesday is a holiday: 190 by Tuesday's end, 210 from Thursday on
    at('11T10:30'),
  ]);
});

test('[NTF-6] out of hours step zero is the next opening, and minutes begin there', () => {
  const since = at('08T20:00');
  expect(times(since, since, 5)).toEqual([at('09T07:00'), at('09T07:05')]);
});

test('[NTF-6] what was missed while nobody is there waits for the next opening, but for its last minutes', () => {
  const since = at('08T14:50');
  const due = (now: Date) => times(since, now, 10)[1];
  expect(due(at('08T15:03'))).toEqual(at('08T15:00'));
  expect(due(at('08T18:00'))).toEqual(at('09T07:00'));
});

test('[NTF-6] a team that never opens again is never due; without hours all time counts', () => {
  const never = workingHours.parse({ zone: 'UTC', week: {} });
  const since = at('08T20:00');
  const steps = [{ after_minutes: 5 }];
  expect(ladderTimes({ steps, hours: never, since }, since)).toEqual([null, null]);
  expect(ladderTimes({ steps, hours: null, since }, since)).toEqual([since, at('08T20:05')]);
});

test('[NTF-6] how long somebody waits is said in working minutes', () => {
  expect(workingMinutesBetween(hours, at('09T09:50'), at('09T12:20'))).toBe(30);
  expect(workingMinutesBetween(hours, at('08T20:00'), at('09T06:00'))).toBe(0);
  expect(workingMinutesBetween(hours, at('09T14:00'), at('11T07:10'))).toBe(70);
  expect(workingMinutesBetween(null, at('08T20:00'), at('08T20:30'))).toBe(30);
  expect(workingMinutesBetween(null, at('08T20:30'), at('08T20:00'))).toBe(0);
});
