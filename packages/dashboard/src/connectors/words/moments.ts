import type { Moments } from '@belay/contract/connector';
import { formatNumber } from '../../ui/format-number.ts';

/** The three moments of SYN-13 with what each one promises. */
export const momentWords: readonly { key: keyof Moments; name: string; means: string }[] = [
  {
    key: 'messages_through',
    name: 'Messages through',
    means: 'Every message up to this moment is in the memory.',
  },
  {
    key: 'threads_as_of',
    name: 'Threads as of',
    means: 'Every reply that a thread had at this moment is in the memory.',
  },
  {
    key: 'reply_edits_as_of',
    name: 'Edits of replies as of',
    means: 'Every edit and deletion of a reply up to this moment is in the memory.',
  },
];

const kinds: Record<string, [string, string]> = {
  thread: ['thread to read', 'threads to read'],
  file: ['file to fetch', 'files to fetch'],
  reactions: ['message whose reactions to read', 'messages whose reactions to read'],
  reaction: ['message whose reactions to read', 'messages whose reactions to read'],
  doubt: ['message to look at again', 'messages to look at again'],
  erasure: ['deletion to carry out', 'deletions to carry out'],
  join: ['channel to join', 'channels to join'],
};

/** `12 threads to read · 1 file to fetch`; empty when nothing is owed. */
export function owedWords(owed: Record<string, number>): string {
  return Object.entries(owed)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => {
      const [one, many] = kinds[kind] ?? [kind, kind];
      return `${formatNumber(count)} ${count === 1 ? one : many}`;
    })
    .join(' · ');
}
