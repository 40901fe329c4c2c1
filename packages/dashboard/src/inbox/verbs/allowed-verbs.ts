import type { ConversationView } from '@belay/contract/desk/conversation';

/** What this person can do with a conversation as it stands. */
export interface AllowedVerbs {
  takeOver: boolean;
  /** from a colleague; a sentence where it is refused for now */
  steal: true | string | false;
  handBack: boolean;
  release: boolean;
  assign: boolean;
  snooze: boolean;
  wake: boolean;
  close: boolean;
  escalate: boolean;
}

const nothing: AllowedVerbs = {
  takeOver: false,
  steal: false,
  handBack: false,
  release: false,
  assign: false,
  snooze: false,
  wake: false,
  close: false,
  escalate: false,
};

/**
 * The buttons of the transition table (DSK-8). The server decides; this only spares people verbs
 * that it would refuse. Pure.
 */
export function allowedVerbs(
  view: ConversationView,
  who: { id: string; operates: boolean; isAdmin: boolean },
): AllowedVerbs {
  if (!who.operates) return nothing;
  const mine = view.owner?.id === who.id;
  switch (view.state) {
    case 'agent':
      return { ...nothing, takeOver: true, escalate: true, close: true };
    case 'waiting':
      return { ...nothing, takeOver: true, assign: true, close: true };
    case 'closed':
      return { ...nothing, takeOver: true };
    case 'human': {
      const holds = mine || who.isAdmin;
      return {
        ...nothing,
        steal: mine ? false : who.isAdmin || view.quiet_warning || tooEarly(view),
        handBack: holds,
        release: holds,
        assign: holds,
        close: holds,
        snooze: mine && view.snooze_until === null,
        wake: mine && view.snooze_until !== null,
      };
    }
  }
}

function tooEarly({ owner }: ConversationView): string {
  return `${owner?.name ?? 'A colleague'} holds it. You can take it once half of the quiet time has passed without an answer; an admin can at any time.`;
}
