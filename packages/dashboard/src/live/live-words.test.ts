import { expect, test } from 'vitest';
import { liveWords } from './live-words.ts';

test('what is shown says how fresh it is', () => {
  const words = (
    phase: Parameters<typeof liveWords>[0]['phase'],
    heardAt: number | null = 60_000,
  ) => liveWords({ phase, heardAt }, 100_000);
  expect(words('live')).toBe('Live');
  expect(words('connecting', null)).toBe('Connecting…');
  expect(words('reconnecting')).toBe('Reconnecting, last heard 40 s ago');
  expect(words('offline')).toBe('Offline, last heard 40 s ago');
  expect(words('stopped', null)).toBe('Not live: reload the page');
});
