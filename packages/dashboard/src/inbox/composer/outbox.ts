import type { FileView, VerbAnswer } from '@belay/contract/desk/conversation';
import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { errorWords } from '../../api/error-words.ts';
import { deskKeys } from '../../desk/data/desk-queries.ts';
import { reopen, sendMessage, takeOver } from '../../desk/data/desk-verbs.ts';
import { useTakeAnswer } from '../../desk/live/desk-context.tsx';
import { useMe } from '../../session/use-session.ts';
import { createKeptStore } from './kept-store.ts';

/**
 * `take`: takes the conversation over with it; `reopen`: also a closed one. `leave`: sends and leaves
 * it with the AI.
 */
export type SendKind = 'reply' | 'note' | 'take' | 'reopen' | 'leave';

/** Words that are on their way, or that did not arrive. */
export interface Pending {
  client_id: string;
  kind: SendKind;
  text: string;
  files: FileView[];
  at: string;
  /** why it was not sent; null: it is on its way */
  failure: string | null;
}

const interrupted =
  'The page was reloaded before Belay confirmed it. Sending it again is safe: it arrives once.';

function read(kept: unknown): Pending[] {
  // written by this module only; what was on its way then isn't any more
  return Array.isArray(kept)
    ? (kept as Pending[]).map((each) => ({ ...each, failure: each.failure ?? interrupted }))
    : [];
}

const store = createKeptStore(sessionStorage, 'belay.desk.outbox.', read);
/** One after the other, so that words arrive in the order in which they were sent. */
const lanes = new Map<string, Promise<void>>();

/** This person's words in this conversation that the server hasn't confirmed. */
export function useOutbox(conversation: string): Pending[] {
  const key = useKey(conversation);
  return useSyncExternalStore(store.subscribe, () => store.get(key));
}

/** Sends, sends again, or drops. What is sent twice is written once: the client id stays. */
export function useSending(conversation: string) {
  const key = useKey(conversation);
  const client = useQueryClient();
  const take = useTakeAnswer();
  const change = (id: string, next: Partial<Pending> | null) => {
    const rest = store.get(key).flatMap((each) => {
      if (each.client_id !== id) return [each];
      return next === null ? [] : [{ ...each, ...next }];
    });
    store.set(key, rest.length > 0 ? rest : null);
  };
  const deliver = async (pending: Pending): Promise<void> => {
    try {
      take(await request(conversation, pending));
      change(pending.client_id, null);
    } catch (error) {
      change(pending.client_id, { failure: errorWords(error).message });
      if (error instanceof ApiError && error.status >= 400 && error.status < 500)
        void client.invalidateQueries({ queryKey: deskKeys.one(conversation) });
    }
  };
  const enqueue = (pending: Pending) => {
    const next = (lanes.get(conversation) ?? Promise.resolve()).then(() => deliver(pending));
    lanes.set(conversation, next);
  };
  return {
    send(message: Pick<Pending, 'kind' | 'text' | 'files'>): void {
      const pending: Pending = {
        ...message,
        client_id: crypto.randomUUID(),
        at: new Date().toISOString(),
        failure: null,
      };
      store.set(key, [...store.get(key), pending]);
      enqueue(pending);
    },
    again(pending: Pending, kind = pending.kind): void {
      change(pending.client_id, { failure: null, kind });
      enqueue({ ...pending, failure: null, kind });
    },
    drop: (pending: Pending) => change(pending.client_id, null),
  };
}

function useKey(conversation: string): string {
  return `${useMe().user.id}.${conversation}`;
}

async function request(
  conversation: string,
  { kind, text, files, client_id }: Pending,
): Promise<VerbAnswer> {
  if (kind === 'take' && files.length === 0) return takeOver(conversation, { text, client_id });
  // files go with a message of their own
  if (kind === 'take') await takeOver(conversation);
  if (kind === 'reopen') await reopen(conversation);
  return sendMessage(conversation, {
    text,
    client_id,
    note: kind === 'note',
    leave: kind === 'leave',
    file_ids: files.map(({ id }) => id),
  });
}
