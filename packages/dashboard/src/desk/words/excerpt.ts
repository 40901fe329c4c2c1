import type { ConversationView } from '@belay/contract/desk/conversation';

const speakers = { visitor: '', agent: 'Assistant: ', operator: 'Team: ', system: '' } as const;

/** The last words of a conversation in one line, and who said them. Pure. */
export function excerpt(message: ConversationView['last_message']): string {
  if (!message) return 'Nothing was said yet';
  const text = message.text.slice(0, 300).replace(/\s+/g, ' ').trim();
  return `${speakers[message.author]}${text || 'A file'}`;
}
