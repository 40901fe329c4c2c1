import type { SlackSettings } from '@belay/contract/desk/slack';

/** Every channel that the settings lead to, each once. */
export function namedChannels(settings: SlackSettings): string[] {
  const { default_channel, catch_all, fallback_channel, events, rules, ladder, digest } = settings;
  const named = [
    default_channel,
    catch_all,
    fallback_channel,
    ...Object.values(events).map(({ channel }) => channel),
    ...rules.map(({ channel }) => channel),
    ...ladder.map((step) => (step.do === 'channel' ? step.channel : null)),
    digest?.channel ?? null,
  ];
  return [...new Set(named.filter((channel) => channel !== null))];
}
