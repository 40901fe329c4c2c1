import { span, workingHours } from '@belay/contract/desk/hours';
import { expect, test } from 'vitest';
import { nextSpan, spanNote, usualHours } from './usual-hours.ts';

test('[DSK-4] what a new week begins with is one that the server takes', () => {
  expect(workingHours.safeParse(usualHours('Europe/Berlin')).success).toBe(true);
});

test('[DSK-4] another span follows the last one and stays within the day', () => {
  expect(nextSpan([])).toEqual({ from: '09:00', to: '17:00' });
  expect(nextSpan([{ from: '09:00', to: '12:30' }])).toEqual({ from: '13:00', to: '17:00' });
  const late = nextSpan([{ from: '20:00', to: '23:30' }]);
  expect(late).toEqual({ from: '22:00', to: '23:00' });
  expect(span.safeParse(late).success).toBe(true);
});

test('[DSK-4] a span that passes midnight says so', () => {
  expect(spanNote({ from: '22:00', to: '06:00' })).toBe('into the next day');
  expect(spanNote({ from: '00:00', to: '00:00' })).toBe('all day');
  expect(spanNote({ from: '09:00', to: '17:00' })).toBeNull();
});
