import { expect, test } from 'vitest';
import { digestDay } from './digest-day.ts';

const iso = ({ day, from, to, at }: ReturnType<typeof digestDay>) => [
  day,
  ...[from, to, at].map((moment) => moment.toISOString()),
];

test('[NTF-6] a day is the agent’s own, and is told on the day after at its local time', () => {
  const now = new Date('2026-06-10T05:00:00Z');
  expect(iso(digestDay('Asia/Tokyo', '09:00', now))).toEqual([
    '2026-06-09',
    '2026-06-08T15:00:00.000Z',
    '2026-06-09T15:00:00.000Z',
    '2026-06-10T00:00:00.000Z',
  ]);
  expect(iso(digestDay('America/New_York', '18:30', now))).toEqual([
    '2026-06-09',
    '2026-06-09T04:00:00.000Z',
    '2026-06-10T04:00:00.000Z',
    '2026-06-10T22:30:00.000Z',
  ]);
});

test('[NTF-6] a day of 23 hours, and a moment that no clock shows', () => {
  // in Berlin 02:30 was skipped on 29 March
  const [day, from, to, at] = iso(
    digestDay('Europe/Berlin', '02:30', new Date('2026-03-29T12:00:00Z')),
  );
  expect([day, at]).toEqual(['2026-03-28', '2026-03-29T01:30:00.000Z']);
  expect(new Date(to ?? '').getTime() - new Date(from ?? '').getTime()).toBe(24 * 3_600_000);
  const short = digestDay('Europe/Berlin', '09:00', new Date('2026-03-30T12:00:00Z'));
  expect(short.to.getTime() - short.from.getTime()).toBe(23 * 3_600_000);
});
