import type { AnnouncementKind } from '@belay/contract/desk/webhook';

/** What happens at the desk, in words, in the order in which it does. */
export const eventWords: Record<AnnouncementKind, string> = {
  'conversation.started': 'A conversation starts',
  'conversation.escalated': 'A person is called',
  'conversation.claimed': 'A person takes over',
  'conversation.handed_back': 'It is handed back',
  'conversation.closed': 'A conversation ends',
  'message.created': 'A message is written',
  'rating.low': 'A low rating',
  'rating.given': 'Any rating',
  'lead.captured': 'A lead is captured',
  'action.ran': 'An action ran',
};
export const eventKinds = Object.keys(eventWords) as AnnouncementKind[]; // the keys that were just written

/** What a new webhook begins with: what asks for somebody. */
export const usualEvents: AnnouncementKind[] = ['conversation.escalated', 'rating.low'];
