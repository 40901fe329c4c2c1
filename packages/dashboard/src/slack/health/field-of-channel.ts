import { type SlackSettings, slackEvents } from '@belay/contract/desk/slack-settings';
import { slackEventWords } from '../events/event-words.ts';

/** The label of the field that chose this channel; the default's where none did, or nothing is known. */
export function fieldOfChannel(settings: SlackSettings, channel: string | undefined): string {
  const usual = 'Default channel';
  if (channel === undefined || settings.default_channel === channel) return usual;
  const event = slackEvents.find((one) => settings.events[one].channel === channel);
  if (event) return `Channel of ${slackEventWords[event].title}`;
  if (settings.catch_all === channel) return 'Catch-all channel';
  if (settings.fallback_channel === channel) return 'Fallback channel';
  if (settings.rules.some((rule) => rule.channel === channel)) return 'Routing rules';
  if (settings.ladder.some((step) => step.do === 'channel' && step.channel === channel))
    return 'If nobody takes over';
  return settings.digest?.channel === channel ? 'Daily digest' : usual;
}
