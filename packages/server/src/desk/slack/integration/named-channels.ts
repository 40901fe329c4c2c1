import type { SlackSettings } from '@belay/contract/desk/slack-settings';

/** Where settings name a channel, by the path of the field. */
export function channelFields(settings: SlackSettings): { field: string; channel: string }[] {
  const { default_channel, catch_all, fallback_channel, events, rules, ladder, digest } = settings;
  const fields: [field: string, channel: string | null][] = [
    ['default_channel', default_channel],
    ...Object.entries(events).map(([event, { channel }]): [string, string | null] => [
      `events.${event}.channel`,
      channel,
    ]),
    ['catch_all', catch_all],
    ...rules.map(({ channel }, n): [string, string] => [`rules.${n}.channel`, channel]),
    ['fallback_channel', fallback_channel],
    ...ladder.map((step, n): [string, string | null] => [
      `ladder.${n}.channel`,
      step.do === 'channel' ? step.channel : null,
    ]),
    ['digest.channel', digest?.channel ?? null],
  ];
  return fields.flatMap(([field, channel]) => (channel === null ? [] : [{ field, channel }]));
}

/** Every channel that the settings lead to, each once. */
export function namedChannels(settings: SlackSettings): string[] {
  return [...new Set(channelFields(settings).map(({ channel }) => channel))];
}

/** Where settings name a user group. */
export function groupFields({ rules, ladder }: SlackSettings): { field: string; group: string }[] {
  return [
    ...rules.flatMap(({ mention }, n) =>
      mention === null ? [] : [{ field: `rules.${n}.mention`, group: mention }],
    ),
    ...ladder.flatMap((step, n) =>
      step.do === 'mention' ? [{ field: `ladder.${n}.user_group`, group: step.user_group }] : [],
    ),
  ];
}
