import type { ConversationView, Queue } from '@belay/contract/desk/conversation';

/** Whether a conversation stands in a queue, for this person. As the server sorts them. Pure. */
export function standsIn(view: ConversationView, queue: Queue, person: string): boolean {
  switch (queue) {
    case 'waiting':
      return view.state === 'waiting';
    case 'mine':
      return (
        (view.owner?.id === person && view.snooze_until === null) ||
        // whom one is asked to take is one's own to look at
        (view.assignee?.id === person && view.state === 'waiting')
      );
    case 'snoozed':
      return view.snooze_until !== null;
    case 'open':
      return view.state !== 'closed';
    case 'closed':
      return view.state === 'closed';
    case 'all':
      return true;
  }
}

/** The order of a queue: who waits longest first; elsewhere what moved last first. Pure. */
export function inOrder(queue: Queue): (a: ConversationView, b: ConversationView) => number {
  if (queue === 'waiting')
    return (a, b) => moment(a.escalation?.at) - moment(b.escalation?.at) || byId(a, b);
  return (a, b) => moment(b.updated_at) - moment(a.updated_at) || byId(b, a);
}

function moment(iso: string | undefined): number {
  return iso === undefined ? 0 : Date.parse(iso);
}

function byId(a: ConversationView, b: ConversationView): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
