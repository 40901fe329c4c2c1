import { workingHours } from '@belay/contract/desk/hours';
import { hoursPreview } from '@belay/server/desk/hours/hours-preview';
import { expect, test } from 'vitest';
import { hoursSentence, intervalWords } from './hours-words.ts';

const zone = 'Europe/Berlin';
const nine = [{ from: '09:00', to: '18:00' }];
const weekdays = { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine };
const say = (given: Parameters<typeof workingHours.parse>[0], at: string) => {
  const now = Date.parse(at);
  return hoursSentence(hoursPreview(workingHours.parse(given), new Date(now)), zone, now);
};

test('[DSK-4] hours are told as a person would say them, in their own zone', () => {
  const hours = { zone, week: weekdays };
  // a Friday
  expect(say(hours, '2026-11-20T10:00:00Z')).toBe('Open now until 18:00; then from Monday 09:00.');
  expect(say(hours, '2026-11-20T18:00:00Z')).toBe('Closed now; opens Monday 09:00.');
  expect(say(hours, '2026-11-22T18:00:00Z')).toBe('Closed now; opens tomorrow 09:00.');
  expect(say(hours, '2026-11-23T05:00:00Z')).toBe('Closed now; opens 09:00.');
  expect(say({ zone, week: { mon: nine } }, '2026-11-23T18:00:00Z')).toBe(
    'Closed now; opens next Monday 09:00.',
  );
  const holidays = [{ date: '2026-11-23' }, { date: '2026-11-30' }];
  expect(say({ zone, week: { mon: nine }, holidays }, '2026-11-20T10:00:00Z')).toBe(
    'Closed now; opens Monday 7 December 09:00.',
  );
});

test('[DSK-4] always and never are said as such', () => {
  expect(hoursSentence(hoursPreview(null, new Date(0)), 'UTC', 0)).toBe('Open now, and always.');
  expect(say({ zone, week: {} }, '2026-11-20T10:00:00Z')).toBe(
    'Closed, and never open: nobody would come.',
  );
});

test('[DSK-4] an interval over midnight names the day on which it ends', () => {
  const night = { from: '2026-11-20T21:00:00Z', to: '2026-11-21T05:00:00Z' };
  expect(intervalWords(night, zone)).toEqual({ day: 'Fri 20 Nov', time: '22:00–Sat 06:00' });
  const late = { from: '2026-11-20T21:00:00Z', to: '2026-11-20T23:00:00Z' };
  expect(intervalWords(late, zone)).toEqual({ day: 'Fri 20 Nov', time: '22:00–24:00' });
  expect(intervalWords({ ...night, to: null }, zone).time).toBe('from 22:00, without end');
});
