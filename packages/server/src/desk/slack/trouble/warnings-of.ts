import type { SlackWarning } from '@belay/contract/desk/slack';
import type { SlackSettings } from '@belay/contract/desk/slack-settings';
import { namedChannels } from '../integration/named-channels.ts';
import type { SeenChannel } from './health-facts.ts';

/** Another agent that tells the same workspace. */
export interface Neighbour {
  /** `agt_…` */
  id: string;
  name: string;
  settings: SlackSettings;
}

/** What may come twice or be read by more people than meant, without anything being broken. */
export function warningsOf(
  settings: SlackSettings,
  channels: ReadonlyMap<string, SeenChannel>,
  neighbours: readonly Neighbour[],
): SlackWarning[] {
  return [
    ...sharedWorkspace(settings, channels, neighbours),
    ...eventTwice(settings, channels),
    ...everyoneCanRead(settings, channels),
    ...sharedChannel(settings, channels),
  ];
}

function sharedWorkspace(
  settings: SlackSettings,
  channels: ReadonlyMap<string, SeenChannel>,
  neighbours: readonly Neighbour[],
): SlackWarning[] {
  if (neighbours.length === 0) return [];
  const ours = new Set(namedChannels(settings));
  const both = [...new Set(neighbours.flatMap((one) => namedChannels(one.settings)))]
    .filter((channel) => ours.has(channel))
    .map((channel) => named(channels, channel));
  const others = neighbours.map(({ id, name }) => ({ id, name }));
  const where =
    both.length === 0 ? 'in other channels' : `also in ${list(both.map(({ name }) => `#${name}`))}`;
  return [
    {
      kind: 'shared_workspace',
      sentence: `${list(others.map(({ name }) => name))} ${others.length === 1 ? 'tells' : 'tell'} this workspace, too, ${where}. What looks like a duplicate may be another agent’s.`,
      agents: others,
      ...(both.length === 0 ? {} : { channels: both }),
    },
  ];
}

/** The catch-all is meant to repeat; a ladder that leads elsewhere repeats on purpose, but repeats. */
function eventTwice(
  { events, default_channel, ladder }: SlackSettings,
  channels: ReadonlyMap<string, SeenChannel>,
): SlackWarning[] {
  const { enabled, channel } = events.escalation;
  const first = channel ?? default_channel;
  if (!enabled || first === null) return [];
  return ladder.flatMap((step) => {
    if (step.do !== 'channel' || step.channel === first) return [];
    const both = [named(channels, first), named(channels, step.channel)];
    const sentence = `An escalation that nobody takes comes twice: in #${both[0]?.name}, and after ${step.after_minutes} working minutes in #${both[1]?.name}.`;
    return [{ kind: 'event_twice' as const, sentence, channels: both }];
  });
}

function everyoneCanRead(
  settings: SlackSettings,
  channels: ReadonlyMap<string, SeenChannel>,
): SlackWarning[] {
  const open = namedChannels(settings)
    .map((id) => channels.get(id))
    .filter((channel) => channel !== undefined)
    .filter(
      ({ id, isPrivate }) => !isPrivate && settings.channels[id]?.redaction !== 'no_transcript',
    );
  if (open.length === 0) return [];
  return [
    {
      kind: 'everyone_can_read',
      sentence: `Everyone in the workspace can read ${list(open.map(({ name }) => `#${name}`))}, and with it what visitors say. Choose a private channel, or hide the transcript there.`,
      channels: open.map(({ id, name }) => ({ id, name })),
    },
  ];
}

function sharedChannel(
  settings: SlackSettings,
  channels: ReadonlyMap<string, SeenChannel>,
): SlackWarning[] {
  return namedChannels(settings).flatMap((id) => {
    const channel = channels.get(id);
    if (!channel?.isShared) return [];
    const sentence =
      settings.channels[id]?.shared_confirmed === true
        ? `#${channel.name} is shared with another company, whose people read along.`
        : `#${channel.name} is shared with another company, and nobody confirmed that yet: cards there show no transcript. Confirm it, or choose another channel.`;
    return [{ kind: 'shared_channel' as const, sentence, channels: [{ id, name: channel.name }] }];
  });
}

function named(
  channels: ReadonlyMap<string, SeenChannel>,
  id: string,
): { id: string; name: string } {
  return { id, name: channels.get(id)?.name ?? id };
}

function list(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
