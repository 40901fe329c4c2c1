import type { Channel } from '@belay/slack/model';
import { expect, test } from 'vitest';
import { checkChannels } from './check-channels.ts';

const channel = (name: string, more: Partial<Channel> = {}): Channel => ({
  id: `C_${name}`,
  name,
  isPrivate: false,
  isArchived: false,
  isMember: true,
  isDirect: false,
  isShared: false,
  previousNames: [],
  ...more,
});
const bot = { name: 'belay', mayJoin: false };

test('[SYN-7] channels that the bot is not in are counted and named, with the invitation', () => {
  const shut = Array.from({ length: 10 }, (_, i) => channel(`shut-${i}`, { isMember: false }));
  const finding = checkChannels(
    [channel('general'), ...shut, channel('old', { isMember: false, isArchived: true })],
    undefined,
    bot,
  );
  expect(finding).toMatchObject({
    verdict: 'warn',
    costsData: true,
    message: expect.stringContaining('not in 10 of 11 channels: #shut-0, #shut-1'),
    next: 'Write `/invite @belay` in each, or grant channels:join.',
  });
  expect(finding.message).toContain('and 2 more');
});

test('[SYN-7] with channels:join the bot comes by itself, but not into private ones', () => {
  const all = [channel('general'), channel('open', { isMember: false })];
  expect(checkChannels(all, undefined, { ...bot, mayJoin: true })).toMatchObject({
    verdict: 'ok',
    message: 'The bot is in 1 of 2 channels and joins #open at the next sync.',
  });
  const hidden = channel('board', { isMember: false, isPrivate: true });
  expect(checkChannels([hidden], ['board'], { ...bot, mayJoin: true })).toMatchObject({
    verdict: 'warn',
    message: expect.stringContaining('#board'),
  });
});

test('[SYN-7] a wanted channel that does not exist fails with the nearest', () => {
  expect(checkChannels([channel('general')], ['genral'], bot)).toMatchObject({
    verdict: 'fail',
    message: expect.stringContaining('Did you mean #general?'),
  });
  expect(checkChannels([], undefined, { ...bot, name: undefined })).toMatchObject({
    verdict: 'fail',
    next: expect.stringContaining('/invite @your-bot'),
  });
});
