import { workingHours } from '@belay/contract/desk/hours';
import { expect, test } from 'vitest';
import { hoursPreview } from './hours-preview.ts';

const nine = [{ from: '09:00', to: '18:00' }];
const hours = workingHours.parse({
  zone: 'Europe/Berlin',
  week: { mon: nine, fri: nine },
  holidays: [{ date: '2026-11-23', name: 'Stocktaking' }],
});

test('[DSK-4] a preview says what is so now and when it opens next, over a holiday', () => {
  const friday = new Date('2026-11-20T10:00:00Z');
  const preview = hoursPreview(hours, friday);
  expect(preview.state).toEqual({ open: true, until: '2026-11-20T17:00:00.000Z' });
  expect(preview.coming.slice(0, 3)).toEqual([
    { from: '2026-11-20T08:00:00.000Z', to: '2026-11-20T17:00:00.000Z' },
    { from: '2026-11-27T08:00:00.000Z', to: '2026-11-27T17:00:00.000Z' },
    { from: '2026-11-30T08:00:00.000Z', to: '2026-11-30T17:00:00.000Z' },
  ]);
  expect(preview.coming).toHaveLength(8);
});

test('[DSK-4] no hours are always open, hours without a span never', () => {
  const at = new Date('2026-11-20T10:00:00Z');
  expect(hoursPreview(null, at)).toEqual({ state: { open: true, until: null }, coming: [] });
  const never = workingHours.parse({ zone: 'UTC', week: {} });
  expect(hoursPreview(never, at)).toEqual({ state: { open: false, opens_at: null }, coming: [] });
});
