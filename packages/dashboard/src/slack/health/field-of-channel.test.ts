import { slackSettings } from '@belay/contract/desk/slack-settings';
import { expect, test } from 'vitest';
import { fieldOfChannel } from './field-of-channel.ts';

test('[NTF-5] the button of a broken channel leads to the field that chose it', () => {
  const events = slackSettings.parse({}).events;
  const settings = slackSettings.parse({
    default_channel: 'C0A',
    catch_all: 'C0ALL',
    events: { ...events, lead: { enabled: true, channel: 'C0L' } },
    ladder: [{ do: 'channel', after_minutes: 5, channel: 'C0X' }],
    digest: { channel: 'C0D', at: '09:00' },
  });
  expect(fieldOfChannel(settings, undefined)).toBe('Default channel');
  expect(fieldOfChannel(settings, 'C0L')).toBe('Channel of Lead Captured');
  expect(fieldOfChannel(settings, 'C0ALL')).toBe('Catch-all channel');
  expect(fieldOfChannel(settings, 'C0X')).toBe('If nobody takes over');
  expect(fieldOfChannel(settings, 'C0D')).toBe('Daily digest');
  expect(fieldOfChannel(settings, 'C0GONE')).toBe('Default channel');
});
