import { expect, test } from 'vitest';
import { ChannelPace } from './channel-pace.ts';

const plenty = { now: 60, left: 300 };
const short = { now: 1, left: 200 };

/** Served so often, a second apart, the last time at `now`. */
function served(pace: ChannelPace, channel: string, times: number, now: number): void {
  for (let n = times; n > 0; n -= 1) {
    const at = now - (n - 1) * 1_000;
    pace.claimed(channel, at);
    pace.started(channel, at);
    pace.landed(channel, at);
  }
}

test('[NTF-4] a channel waits for its message on the way, and then for the rest of its second', () => {
  const pace = new ChannelPace(1_000);
  pace.claimed('C1', 0);
  pace.started('C1', 20);
  expect(pace.turn(500, plenty).busy).toEqual(['C1']);
  expect(pace.landed('C1', 500)).toBe(false);
  expect(pace.turn(900, plenty).busy).toEqual(['C1']);
  expect(pace.nextMs(900)).toBe(120);
  expect(pace.turn(1_020, plenty).busy).toEqual([]);
  // a slow answer: somebody may wait for it
  pace.claimed('C1', 2_000);
  pace.started('C1', 2_000);
  expect(pace.turn(5_000, plenty).busy).toEqual(['C1']);
  expect(pace.landed('C1', 5_000)).toBe(true);
});

test('[NTF-4] what was not sent costs its channel nothing', () => {
  const pace = new ChannelPace(1_000);
  served(pace, 'C1', 1, 0);
  pace.claimed('C1', 1_500);
  pace.unsent('C1');
  expect(pace.turn(1_500, plenty)).toMatchObject({ busy: [], served: ['C1'] });
  pace.claimed('C2', 1_500);
  pace.unsent('C2');
  expect(pace.turn(1_500, plenty)).toMatchObject({ busy: [], served: ['C1'] });
});

test('[NTF-4] who was served longest ago comes first, and the last place is kept for quiet channels', () => {
  const pace = new ChannelPace(1_000);
  served(pace, 'busy', 5, 8_000);
  served(pace, 'quiet', 1, 5_000);
  expect(pace.turn(9_500, plenty)).toMatchObject({
    busy: [],
    served: ['quiet', 'busy'],
    isReserved: false,
  });
  expect(pace.turn(9_500, short)).toMatchObject({ busy: ['busy'], most: 1, isReserved: true });
  // of the minute, too: the last fifteen
  expect(pace.turn(9_500, { now: 10, left: 15 })).toMatchObject({ busy: ['busy'], spare: 0 });
  expect(pace.turn(9_500, { now: 10, left: 18 })).toMatchObject({ busy: [], most: 3, spare: 3 });
});
