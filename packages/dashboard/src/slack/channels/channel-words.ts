import type { SlackChannelChoice } from '@belay/contract/desk/slack-channels';

/** What is special about a channel, as short marks in a list. */
export function channelMarks(channel: SlackChannelChoice): string[] {
  return [
    ...(channel.is_archived ? ['archived'] : []),
    ...(channel.is_shared ? ['shared outside'] : []),
    ...(!channel.is_private && !channel.is_shared ? ['everyone can read this'] : []),
  ];
}

/** The same of the one that is chosen, as a sentence below its field; undefined: nothing special. */
export function channelNote(channel: SlackChannelChoice): string | undefined {
  if (channel.is_archived)
    return 'This channel is archived: nothing can be posted there. Choose another, or restore it in Slack.';
  if (channel.is_shared) return 'Another company reads this channel too.';
  if (channel.is_private) return undefined;
  return channel.is_member
    ? 'Everyone in the workspace can read this.'
    : 'Everyone in the workspace can read this. Belay joins it to hear replies.';
}
