import type { Message } from '../world/model.ts';

/** The address of a message, as `chat.getPermalink` gives it; replies name their thread. */
export function permalink(domain: string, channelId: string, message: Message): string {
  const place = `${channelId}/p${message.ts.replace('.', '')}`;
  const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channelId}` : '';
  return `https://${domain}.slack.com/archives/${place}${thread}`;
}
