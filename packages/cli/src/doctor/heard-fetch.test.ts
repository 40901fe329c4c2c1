import { expect, test } from 'vitest';
import { checkClock } from './check-clock.ts';
import { clockAhead } from './heard-fetch.ts';

const at = Date.parse('2026-03-15T10:30:00Z');
const header = (ms: number) => new Date(ms).toUTCString();

test('[CLI-2] a clock is compared by what whole seconds and a slow answer can tell', () => {
  expect(clockAhead(header(at), at + 100, at + 900)).toBe(0);
  expect(clockAhead(header(at), at - 5000, at + 200)).toBe(0);
  expect(clockAhead(header(at + 60_000), at, at + 500)).toBe(59_500);
  expect(clockAhead(header(at - 60_000), at, at + 500)).toBe(-59_000);
  expect(clockAhead(null, at, at)).toBeUndefined();
  expect(clockAhead('yesterday', at, at)).toBeUndefined();
});

test('[CLI-2] more than 30 s apart is a warning that says which clock is behind', () => {
  expect(checkClock(undefined).verdict).toBe('ok');
  expect(checkClock(30_000).verdict).toBe('ok');
  expect(checkClock(90_000)).toMatchObject({
    verdict: 'warn',
    message: expect.stringContaining('90 s behind Slack’s'),
    next: expect.stringContaining('NTP'),
  });
  expect(checkClock(-31_000).message).toContain('31 s ahead of Slack’s');
});
