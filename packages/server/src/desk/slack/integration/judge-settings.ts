import type { SlackSettings } from '@belay/contract/desk/slack-settings';
import { BelayError } from '@belay/contract/error';
import type { Channel } from '@belay/slack/model';
import { channelFields, groupFields } from './named-channels.ts';

/** What is known for sure of whatever the new settings name and the old ones didn't. */
export interface Known {
  channels: ReadonlyMap<string, Channel>;
  /** channels that another company is in, of those that were chosen before */
  shared: ReadonlySet<string>;
  groups: ReadonlySet<string>;
  /** `act_…` of the agent */
  actions: ReadonlySet<string>;
}

/** What the new settings name for the first time: it has to be looked up. */
export function firstNamed(
  before: SlackSettings,
  next: SlackSettings,
): { channels: string[]; groups: string[]; actions: string[] } {
  const fresh = (ids: string[], old: string[]) =>
    [...new Set(ids)].filter((id) => !old.includes(id));
  const channels = (settings: SlackSettings) =>
    channelFields(settings).map(({ channel }) => channel);
  const groups = (settings: SlackSettings) => groupFields(settings).map(({ group }) => group);
  return {
    channels: fresh(channels(next), channels(before)),
    groups: fresh(groups(next), groups(before)),
    actions: fresh(next.muted_actions, before.muted_actions),
  };
}

/** With how they show visitors; those that no route names any more stay among them. */
const mostChannels = 500;

/** Throws `INVALID_BODY` with the field and what is wrong with it; nothing else is decided here. */
export function judgeSettings(before: SlackSettings, next: SlackSettings, known: Known): void {
  const fresh = firstNamed(before, next);
  if (Object.keys(next.channels).length > mostChannels)
    throw refusal(
      'channels',
      'too_many',
      `At most ${mostChannels} channels can be described here.`,
    );
  for (const { field, channel } of channelFields(next))
    if (fresh.channels.includes(channel)) judgeChannel(field, channel, known.channels.get(channel));
  judgeShared(before, next, known);
  for (const { field, group } of groupFields(next))
    if (fresh.groups.includes(group) && !known.groups.has(group))
      throw refusal(field, 'unknown_user_group', `Slack has no user group ${group} in use.`);
  for (const [n, action] of next.muted_actions.entries())
    if (fresh.actions.includes(action) && !known.actions.has(action))
      throw refusal(`muted_actions.${n}`, 'unknown_action', `This agent has no action ${action}.`);
  judgeLadder(next.ladder);
}

function judgeChannel(field: string, id: string, channel: Channel | undefined): void {
  if (!channel || channel.isDirect)
    throw refusal(
      field,
      'unknown_channel',
      `Slack shows the app no channel ${id}. It was deleted, or it is private: type /invite and the app’s name in it first.`,
    );
  if (channel.isArchived)
    throw refusal(
      field,
      'archived',
      `#${channel.name} is archived. Unarchive it in Slack, or choose another channel.`,
    );
}

/** People say yes to another company reading along; to a channel that is chosen now, or taken back. */
function judgeShared(before: SlackSettings, next: SlackSettings, known: Known): void {
  for (const { field, channel } of channelFields(next)) {
    const seen = known.channels.get(channel);
    const isShared = seen ? seen.isShared : known.shared.has(channel);
    const saidYes = next.channels[channel]?.shared_confirmed === true;
    const wasAsked = seen !== undefined || before.channels[channel]?.shared_confirmed === true;
    if (!isShared || saidYes || !wasAsked) continue;
    throw refusal(
      `channels.${channel}.shared_confirmed`,
      'shared_unconfirmed',
      `#${seen?.name ?? channel} is shared with another company, which would read what visitors say. Confirm that, or choose another channel.`,
      { named_by: field },
    );
  }
}

function judgeLadder(ladder: SlackSettings['ladder']): void {
  for (const [n, { after_minutes }] of ladder.entries())
    if (after_minutes < (ladder[n - 1]?.after_minutes ?? 0))
      throw refusal(
        `ladder.${n}.after_minutes`,
        'out_of_order',
        `Step ${n + 1} comes after ${after_minutes} minutes, which is before step ${n}. Give it a later moment, or move it up.`,
      );
}

function refusal(
  field: string,
  reason: string,
  message: string,
  details: Record<string, unknown> = {},
): BelayError {
  return new BelayError('INVALID_BODY', message, { field, reason, ...details });
}
