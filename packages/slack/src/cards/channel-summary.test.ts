import { expect, test } from 'vitest';
import { channelSummary } from './channel-summary.ts';
import { fit } from './testing/surface.ts';

test('[NTF-4] a channel that works again says what comes late and what is lost', () => {
  const summary = (late: number, lost: number) =>
    fit(channelSummary({ key: 's1', language: 'en', late, lost })).text;
  expect(summary(0, 0)).toBe('Belay can post here again.');
  expect(summary(3, 2)).toBe(
    'Belay can post here again. 3 posts come late. 2 posts are not made up for: they are in Belay.',
  );
});
