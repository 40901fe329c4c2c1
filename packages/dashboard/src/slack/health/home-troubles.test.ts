import type { SlackProblem } from '@belay/contract/desk/slack-delivery';
import { expect, test } from 'vitest';
import { homeTrouble } from './home-troubles.ts';

const well = { state: 'connected', sentence: 'Fine.', problems: [], parked: 0 } as const;
const archived: SlackProblem = {
  ...{ trouble: 'archived', what: '#leads is archived.', remedy: 'Unarchive it.', fix: null },
  ...{ channel: null, slack_error: null, since: '2026-11-21T10:00:00Z', parked: 2 },
};

test('[NTF-5] the first page tells what is broken and what mends it, not what somebody chose', () => {
  expect(homeTrouble({ ...well, problems: [] })).toBeUndefined();
  expect(homeTrouble({ ...well, state: 'disconnected', problems: [], parked: 3 })).toBeUndefined();
  expect(
    homeTrouble({ state: 'broken', sentence: archived.what, problems: [archived], parked: 2 }),
  ).toEqual({ tone: 'bad', word: 'Slack', sentence: '#leads is archived. Unarchive it.' });
  expect(homeTrouble({ ...well, problems: [], parked: 1 })?.sentence).toBe(
    '1 message could not be sent and waits for somebody.',
  );
});
