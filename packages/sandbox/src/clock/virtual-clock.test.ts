import { expect, test } from 'vitest';
import { VirtualClock } from './virtual-clock.ts';

test('[SBX-3] timers run at their own moments, in order, also those made on the way', async () => {
  const clock = new VirtualClock(1_000);
  const seen: [string, number][] = [];
  clock.after(3_600_000, () => seen.push(['hour', clock.now()]));
  clock.after(60_000, () => {
    seen.push(['minute', clock.now()]);
    clock.after(1_000, () => seen.push(['after it', clock.now()]));
  });
  const cancel = clock.after(30_000, () => seen.push(['never', clock.now()]));
  cancel();
  await clock.advance(3_599_999);
  expect(seen).toEqual([
    ['minute', 61_000],
    ['after it', 62_000],
  ]);
  await clock.advance(1);
  expect(seen.at(-1)).toEqual(['hour', 3_601_000]);
});

test('[SBX-3] an aborted sleep rejects with the reason and leaves no timer', async () => {
  const clock = new VirtualClock(0);
  const stop = new AbortController();
  const sleep = clock.sleep(1_000, stop.signal);
  stop.abort(new Error('enough'));
  await expect(sleep).rejects.toThrow('enough');
  expect(clock.next).toBeUndefined();
});
