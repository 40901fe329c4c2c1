import { expect, test } from 'vitest';
import type { CardMessage } from './block.ts';
import { dailyDigest } from './daily-digest.ts';
import { outline } from './testing/outline.ts';
import { fit, hostile, link } from './testing/surface.ts';

test('the digest, also of a day without a conversation', () => {
  const digest = (over: object = {}): CardMessage =>
    fit(
      dailyDigest({
        key: 'd1',
        language: 'en',
        agent: 'Ropes & Co helper',
        conversations: 31,
        byAgent: 25,
        byPeople: 6,
        medianClaimMs: 84_000,
        missed: 1,
        ratings: { good: 9, low: 2 },
        link,
        ...over,
      }),
    );
  expect(outline(digest())).toMatchSnapshot();
  expect(outline(digest({ conversations: 0 }))).toContain('No conversation yesterday.');
  expect(digest({ agent: `${hostile}${'x'.repeat(300)}` }).text).not.toContain('<');
});
