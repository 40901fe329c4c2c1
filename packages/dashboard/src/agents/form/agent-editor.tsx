import type { AgentSettings, AgentView } from '@belay/contract/desk/agent';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
} from 'react';
import { toast } from 'sonner';
import { useCan, useTenant } from '../../session/use-session.ts';
import { changeAgent } from '../data/agent-verbs.ts';
import { keepDraft, openDraft } from './draft-store.ts';
import { useLeaveGuard } from './leave-guard.ts';
import { problemAt } from './server-problem.ts';
import { changeDraft, drafted, keysOf, noDraft, overtaken, savedDraft } from './settings-draft.ts';
import { type Problems, settingsProblems } from './settings-problems.ts';

interface Editor {
  agent: AgentView;
  mayManage: boolean;
  /** what stands, with what was changed here over it */
  settings: AgentSettings;
  change(next: Partial<AgentSettings>): void;
  /** what is changed and not saved */
  changed: (keyof AgentSettings)[];
  /** of these, what a colleague changed meanwhile */
  overtaken: (keyof AgentSettings)[];
  /** a sentence for this field or what lies inside of it */
  problem(path: string): string | undefined;
  problems: Problems;
  /** the last refusal of a save */
  error: unknown;
  pending: boolean;
  save(): Promise<void>;
  discard(): void;
}

const EditorContext = createContext<Editor | null>(null);

/** Holds what is changed of one agent and not saved, for all of its tabs. Give it a `key`. */
export function AgentEditor({ agent, children }: { agent: AgentView; children: ReactNode }) {
  const tenant = useTenant();
  const mayManage = useCan('desk.manage');
  const draftKey = `belay.agent-draft.${tenant.id}.${agent.id}`;
  const [draft, setDraft] = useState(() => openDraft<AgentSettings>(sessionStorage, draftKey));
  const [error, setError] = useState<unknown>(null);
  const [pending, setPending] = useState(false);
  const changed = keysOf(draft.changes);
  const isDirty = changed.length > 0;
  const problems = settingsProblems(draft.changes);

  useEffect(() => keepDraft(sessionStorage, draftKey, draft), [draftKey, draft]);
  useLeaveWarning(isDirty, agent.name);

  const save = async () => {
    if (pending || !isDirty || Object.keys(problems).length > 0) return;
    const sent = draft.changes;
    setPending(true);
    setError(null);
    try {
      await changeAgent(agent.id, { settings: sent });
      setDraft((now) => savedDraft(now, sent));
      toast.success('Saved. It holds from the next message on.');
    } catch (thrown) {
      setError(thrown);
    } finally {
      setPending(false);
    }
  };
  return (
    <EditorContext
      value={{
        agent,
        mayManage,
        settings: drafted(agent.settings, draft),
        change(next) {
          setError(null);
          setDraft((now) => changeDraft(now, agent.settings, next));
        },
        changed,
        overtaken: overtaken(agent.settings, draft),
        problem: (path) => found(problems, path) ?? problemAt(error, path),
        problems,
        error,
        pending,
        save,
        discard() {
          setError(null);
          setDraft(noDraft);
        },
      }}
    >
      {children}
    </EditorContext>
  );
}

export function useAgentEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('A tab of an agent stands inside an AgentEditor');
  return editor;
}

function found(problems: Problems, path: string): string | undefined {
  return Object.entries(problems).find(
    ([known]) => known === path || known.startsWith(`${path}.`),
  )?.[1];
}

/** Closing the window asks first; another page of ours is told that the changes are kept. */
function useLeaveWarning(isDirty: boolean, name: string): void {
  useLeaveGuard(isDirty);
  const onLeave = useEffectEvent(() => {
    if (isDirty) toast(`Your changes to ${name} are not saved. They wait on its page.`);
  });
  useEffect(() => () => onLeave(), []);
}
