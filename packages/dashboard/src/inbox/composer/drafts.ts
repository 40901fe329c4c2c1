import type { FileView } from '@belay/contract/desk/conversation';
import { useSyncExternalStore } from 'react';
import { useMe } from '../../session/use-session.ts';
import { createKeptStore } from './kept-store.ts';

/** What somebody began to write in one conversation. */
export interface Draft {
  reply: string;
  note: string;
  kind: 'reply' | 'note';
  /** uploaded already */
  files: FileView[];
}

const empty: Draft = { reply: '', note: '', kind: 'reply', files: [] };

function read(kept: unknown): Draft {
  if (typeof kept !== 'object' || kept === null) return empty;
  const { reply, note, kind, files } = kept as Partial<Record<keyof Draft, unknown>>;
  return {
    reply: typeof reply === 'string' ? reply : '',
    note: typeof note === 'string' ? note : '',
    kind: kind === 'note' ? 'note' : 'reply',
    // written by this module only
    files: Array.isArray(files) ? (files as FileView[]) : [],
  };
}

const store = createKeptStore(sessionStorage, 'belay.desk.draft.', read);

/** The draft of this person in this conversation, and the way to change it. */
export function useDraft(conversation: string): [Draft, (change: Partial<Draft>) => void] {
  const { user } = useMe();
  const key = `${user.id}.${conversation}`;
  const draft = useSyncExternalStore(store.subscribe, () => store.get(key));
  return [
    draft,
    (change) => {
      const next = { ...store.get(key), ...change };
      const isEmpty = next.reply === '' && next.note === '' && next.files.length === 0;
      store.set(key, isEmpty && next.kind === 'reply' ? null : next);
    },
  ];
}
