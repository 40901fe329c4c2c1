import { type SlackSettings, slackEvents } from '@belay/contract/desk/slack-settings';

/** Every channel that the settings send something to, each once, in the order of the page. */
export function channelsInUse(settings: SlackSettings): string[] {
  const { default_channel, events, catch_all, rules, fallback_channel, ladder, digest } = settings;
  const named = [
    default_channel,
    ...slackEvents.map((event) => events[event].channel),
    catch_all,
    ...rules.map((rule) => rule.channel),
    fallback_channel,
    ...ladder.map((step) => (step.do === 'channel' ? step.channel : null)),
    digest?.channel ?? null,
  ];
  return [...new Set(named.filter((id): id is string => id !== null && id !== ''))];
}
