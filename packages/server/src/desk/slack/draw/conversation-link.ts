import { publicId } from '../../../memory/ids.ts';

/** To a conversation (uuid) in the dashboard; who isn't signed in comes there after signing in. */
export function conversationLink(
  { publicUrl }: { publicUrl: string },
  conversation: string,
): string {
  return `${publicUrl}/app/inbox/${publicId('cnv', conversation)}`;
}
