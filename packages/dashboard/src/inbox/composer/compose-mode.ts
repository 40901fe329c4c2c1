import type { ConversationView } from '@belay/contract/desk/conversation';
import { firstName, partnerName } from '../../desk/words/visitor-name.ts';
import type { SendKind } from './outbox.ts';

/** Where one's words would go, and the buttons that send them there, the ordinary one last. */
export interface ComposeMode {
  /** said above the field */
  where: string;
  sends: { kind: SendKind; label: string }[];
  /** Enter alone sends: nothing but the words happens */
  entersSend: boolean;
}

/** Of a reply. Nobody's words go anywhere unseen: the field says who reads them, as whose. Pure. */
export function replyMode(
  view: Pick<ConversationView, 'state' | 'owner' | 'agent' | 'visitor' | 'number'>,
  person: { id: string; name: string },
): ComposeMode {
  const to = `To ${partnerName(view)} as ${firstName(person.name)}`;
  switch (view.state) {
    case 'human':
      if (view.owner?.id === person.id)
        return { where: to, sends: [{ kind: 'reply', label: 'Send' }], entersSend: true };
      return {
        where: `${view.owner?.name ?? 'A colleague'} answers the visitor. You can write a note.`,
        sends: [],
        entersSend: false,
      };
    case 'closed':
      return {
        where: `${to}. The conversation is closed: sending opens it again, with you.`,
        sends: [{ kind: 'reopen', label: 'Reopen and send' }],
        entersSend: false,
      };
    case 'agent':
      return {
        where: `${to}. ${view.agent.name} holds this conversation.`,
        sends: [
          { kind: 'leave', label: 'Send, leave it with the assistant' },
          { kind: 'take', label: 'Take over and send' },
        ],
        entersSend: false,
      };
    case 'waiting':
      return {
        where: `${to}. Nobody holds this conversation yet.`,
        sends: [
          { kind: 'leave', label: 'Send, leave it with the assistant' },
          { kind: 'take', label: 'Take over and send' },
        ],
        entersSend: false,
      };
  }
}

/** Of a note, in whatever state. Pure. */
export const noteMode: ComposeMode = {
  where: 'Only your team sees this.',
  sends: [{ kind: 'note', label: 'Add the note' }],
  entersSend: true,
};
