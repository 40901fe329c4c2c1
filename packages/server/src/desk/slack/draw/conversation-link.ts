import { publicId } from '../../../memory/ids.ts';

/**
 * To a conversation (uuid) in the dashboard, or to all of them; who isn't signed in comes there
 * after signing in.
 */
export function conversationLink(
  { publicUrl }: { publicUrl: string },
  conversation?: string,
): string {
  const inbox = `${publicUrl}/app/inbox`;
  return conversation === undefined ? inbox : `${inbox}/${publicId('cnv', conversation)}`;
}
