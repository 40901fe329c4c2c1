import { slackSettings } from '@belay/contract/desk/slack-settings';
import { expect, test } from 'vitest';
import { channelsInUse } from './channels-in-use.ts';

test('[NTF-7] every channel that is sent to shows up once, also where only a step or the digest names it', () => {
  const on = (channel: string | null) => ({ enabled: true, channel });
  const settings = slackSettings.parse({
    default_channel: 'C0A',
    catch_all: 'C0ALL',
    events: {
      new_conversation: on(null),
      escalation: on('C0B'),
      low_rating: on('C0B'),
      lead: on(null),
      action: on('C0A'),
    },
    ladder: [
      { do: 'remind', after_minutes: 5 },
      { do: 'channel', after_minutes: 9, channel: 'C0L' },
    ],
    digest: { channel: 'C0D', at: '09:00' },
  });
  expect(channelsInUse(settings)).toEqual(['C0A', 'C0B', 'C0ALL', 'C0L', 'C0D']);
  // one that was just begun has no channel yet
  const begun = { ...settings, digest: { channel: '', at: '09:00' } };
  expect(channelsInUse(begun)).not.toContain('');
});
