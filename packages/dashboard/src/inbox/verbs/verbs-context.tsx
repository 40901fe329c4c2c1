import type { ConversationView, VerbAnswer } from '@belay/contract/desk/conversation';
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { toast } from 'sonner';
import { ApiError } from '../../api/api-error.ts';
import { errorWords } from '../../api/error-words.ts';
import { deskKeys } from '../../desk/data/desk-queries.ts';
import type { Seen } from '../../desk/data/desk-verbs.ts';
import { useTakeAnswer } from '../../desk/live/desk-context.tsx';

/** What asks before it acts. */
export type AskingVerb = 'steal' | 'hand-back' | 'assign' | 'snooze' | 'escalate' | 'block';

interface Verbs {
  view: ConversationView;
  /** what buttons were made for */
  seen: Seen;
  /** the verb that runs now */
  running: string | null;
  /**
   * Runs a verb, one at a time; its answer is shown at once. A refusal is told in the server's words,
   * and how things really stand is read. Tells whether it went well.
   */
  run(name: string, work: () => Promise<VerbAnswer>): Promise<boolean>;
  asking: AskingVerb | null;
  ask(verb: AskingVerb | null): void;
  /** the composer, for keys that lead there */
  compose(kind: 'reply' | 'note'): void;
  onCompose(listener: (kind: 'reply' | 'note') => void): () => void;
}

const VerbsContext = createContext<Verbs | null>(null);

/** The verbs of one conversation, for its buttons, keys and composer. */
export function VerbsProvider({ view, children }: { view: ConversationView; children: ReactNode }) {
  const client = useQueryClient();
  const take = useTakeAnswer();
  const [running, setRunning] = useState<string | null>(null);
  const [asking, setAsking] = useState<AskingVerb | null>(null);
  const busy = useRef(false);
  const composers = useRef(new Set<(kind: 'reply' | 'note') => void>());
  const onCompose = useCallback((listener: (kind: 'reply' | 'note') => void) => {
    composers.current.add(listener);
    return () => {
      composers.current.delete(listener);
    };
  }, []);
  const verbs: Verbs = {
    view,
    seen: { epoch: view.epoch, ...(view.claim === null ? {} : { claim: view.claim }) },
    running,
    async run(name, work) {
      if (busy.current) return false;
      busy.current = true;
      setRunning(name);
      try {
        take(await work());
        return true;
      } catch (error) {
        const { title, message } = errorWords(error);
        const lost = error instanceof ApiError && error.code === 'CONFLICT';
        toast.error(lost ? message : title, lost ? {} : { description: message });
        // a refusal means that things stand otherwise than this page shows
        if (error instanceof ApiError && error.status >= 400 && error.status < 500) {
          await client.invalidateQueries({ queryKey: deskKeys.one(view.id) });
          void client.invalidateQueries({ queryKey: deskKeys.lists });
        }
        return false;
      } finally {
        busy.current = false;
        setRunning(null);
      }
    },
    asking,
    ask: setAsking,
    compose(kind) {
      for (const listener of composers.current) listener(kind);
    },
    onCompose,
  };
  return <VerbsContext value={verbs}>{children}</VerbsContext>;
}

export function useVerbs(): Verbs {
  const verbs = useContext(VerbsContext);
  if (!verbs) throw new Error('Verbs stand inside a VerbsProvider');
  return verbs;
}
