import { expect, test } from 'vitest';
import { testMessage } from './test-message.ts';
import { outline } from './testing/outline.ts';
import { fit } from './testing/surface.ts';

test('[NTF-5] the test message names the events of its channel, and says what it can’t hear', () => {
  const sent = testMessage({
    key: 't',
    language: 'en',
    events: ['escalation'],
    hearsReplies: false,
  });
  expect(outline(fit(sent))).toMatchSnapshot();
});
