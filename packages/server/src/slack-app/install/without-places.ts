import type { SlackSettings } from '@belay/contract/desk/slack-settings';

/**
 * What people chose, without what only one workspace has: its channels and user groups. For an agent
 * that moves to another one.
 */
export function withoutPlaces(settings: SlackSettings): SlackSettings {
  const { events, ladder } = settings;
  const anywhere = (event: keyof typeof events) => ({ ...events[event], channel: null });
  return {
    ...settings,
    default_channel: null,
    events: {
      new_conversation: anywhere('new_conversation'),
      escalation: anywhere('escalation'),
      low_rating: anywhere('low_rating'),
      lead: anywhere('lead'),
      action: anywhere('action'),
    },
    catch_all: null,
    rules: [],
    fallback_channel: null,
    channels: {},
    ladder: ladder.map((step) =>
      step.do === 'mention' || step.do === 'channel'
        ? { do: 'remind', after_minutes: step.after_minutes }
        : step,
    ),
    digest: null,
  };
}
