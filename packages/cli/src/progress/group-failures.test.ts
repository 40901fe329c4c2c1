import type { Failure } from '@belay/connector/progress';
import { expect, test } from 'vitest';
import { groupFailures } from './group-failures.ts';
import { FailureFeed } from './progress-view.ts';

const shut = (name: string): Failure => ({
  kind: 'channel',
  channelId: `C_${name}`,
  channelName: name,
  code: 'not_in_channel',
  message: `The bot is not in #${name}: invite it there.`,
});
const file: Failure = {
  kind: 'file',
  channelName: 'sales',
  fileId: 'F1',
  ts: '1.000000',
  code: 'file_too_large',
  message: 'The file F1 is larger than 32 MiB.',
  retryAt: 5,
};

test('[SYN-4] failures with one reason are one line, said of all places', () => {
  expect(groupFailures([file, shut('a'), shut('b'), shut('c')])).toEqual([
    {
      kind: 'channel',
      code: 'not_in_channel',
      message: 'The bot is not in that channel: invite it there.',
      count: 3,
      places: ['#a', '#b', '#c'],
    },
    {
      kind: 'file',
      code: 'file_too_large',
      message: file.message,
      count: 1,
      places: ['#sales F1'],
      retryAt: 5,
    },
  ]);
  expect(groupFailures([shut('a')])[0]?.message).toBe(shut('a').message);
});

test('[SYN-4] while it runs the first three of a kind are said', () => {
  const feed = new FailureFeed();
  expect(['a', 'b', 'c', 'd'].map((name) => feed.take(shut(name)))).toEqual([
    'say',
    'say',
    'last',
    'skip',
  ]);
  expect(feed.take(file)).toBe('say');
});
