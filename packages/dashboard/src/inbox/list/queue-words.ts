import type { Queue } from '@belay/contract/desk/conversation';

/** The queues in the order in which they are shown, with their names. */
export const queueNames: { queue: Queue; name: string }[] = [
  { queue: 'waiting', name: 'Waiting' },
  { queue: 'mine', name: 'Mine' },
  { queue: 'open', name: 'Open' },
  { queue: 'snoozed', name: 'Snoozed' },
  { queue: 'closed', name: 'Closed' },
];

const empty: Record<Queue, { title: string; text: string }> = {
  waiting: {
    title: 'Nobody waits',
    text: 'Conversations that need a person appear here, the longest wait first.',
  },
  mine: {
    title: 'You hold no conversation',
    text: 'What you take over appears here until you hand it back or close it.',
  },
  open: {
    title: 'No open conversation',
    text: 'Conversations begin when a visitor writes to one of your agents.',
  },
  snoozed: {
    title: 'Nothing is snoozed',
    text: 'A snoozed conversation comes back at its time, or when the visitor writes.',
  },
  closed: {
    title: 'Nothing was closed yet',
    text: 'Closed conversations stay here; a new word of the visitor opens one again.',
  },
  all: {
    title: 'No conversation yet',
    text: 'Conversations begin when a visitor writes to one of your agents.',
  },
};

/** What an empty queue says. Pure. */
export function emptyWords(queue: Queue, narrowed: boolean): { title: string; text: string } {
  if (!narrowed) return empty[queue];
  return { title: 'Nothing found', text: 'No conversation of this queue matches.' };
}
