import type { AgentSlackView } from '@belay/contract/desk/slack';
import type { SlackChannelChoice } from '@belay/contract/desk/slack-channels';
import type { SlackSettings } from '@belay/contract/desk/slack-settings';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
} from 'react';
import { toast } from 'sonner';
import { useAgentEditor } from '../../agents/form/agent-editor.tsx';
import { keepDraft, openDraft } from '../../agents/form/draft-store.ts';
import { useLeaveGuard } from '../../agents/form/leave-guard.ts';
import { problemAt } from '../../agents/form/server-problem.ts';
import {
  changeDraft,
  drafted,
  keysOf,
  noDraft,
  overtaken,
  savedDraft,
} from '../../agents/form/settings-draft.ts';
import type { Problems } from '../../agents/form/settings-problems.ts';
import { useTenant } from '../../session/use-session.ts';
import { saveSlackSettings } from '../data/slack-verbs.ts';
import { keepKnown, openKnown } from './known-channels.ts';
import { slackProblems } from './slack-problems.ts';

interface SlackEditor {
  agent: string;
  view: AgentSlackView;
  mayManage: boolean;
  /** what stands, with what was changed here over it */
  settings: SlackSettings;
  change(next: Partial<SlackSettings>): void;
  changed: (keyof SlackSettings)[];
  /** of these, what a colleague changed meanwhile */
  overtaken: (keyof SlackSettings)[];
  /** a sentence for this field or what lies inside of it */
  problem(path: string): string | undefined;
  problems: Problems;
  /** the last refusal of a save */
  error: unknown;
  pending: boolean;
  save(): Promise<void>;
  discard(): void;
  /** what is known of a channel; undefined: its id alone */
  channel(id: string): SlackChannelChoice | undefined;
  /** remembers a channel that was chosen */
  know(channel: SlackChannelChoice): void;
}

const EditorContext = createContext<SlackEditor | null>(null);

/** Holds what is changed of an agent's Slack settings and not saved. Give it a `key` by agent. */
export function SlackEditorProvider({
  view,
  children,
}: {
  view: AgentSlackView;
  children: ReactNode;
}) {
  const { agent, mayManage } = useAgentEditor();
  const tenant = useTenant();
  const key = `belay.slack-draft.${tenant.id}.${agent.id}`;
  const [draft, setDraft] = useState(() => openDraft<SlackSettings>(sessionStorage, key));
  const [known, setKnown] = useState(() => openKnown(sessionStorage, `${key}.channels`));
  const [error, setError] = useState<unknown>(null);
  const [pending, setPending] = useState(false);
  const changed = keysOf(draft.changes);
  const isDirty = changed.length > 0;
  const settings = drafted(view.settings, draft);
  const problems = slackProblems(draft.changes);
  useEffect(() => keepDraft(sessionStorage, key, draft), [key, draft]);
  useEffect(() => keepKnown(sessionStorage, `${key}.channels`, known), [key, known]);
  useLeaveGuard(isDirty);
  const onLeave = useEffectEvent(() => {
    // under one id: whoever comes and goes is told once
    if (isDirty)
      toast(`The Slack settings of ${agent.name} are not saved. They wait here.`, { id: key });
  });
  useEffect(() => () => onLeave(), []);

  const save = async () => {
    if (pending || !isDirty || Object.keys(problems).length > 0) return;
    const sent = draft.changes;
    setPending(true);
    setError(null);
    try {
      await saveSlackSettings(
        agent.id,
        view,
        sent,
        (standing) => overtaken(standing, draft).length === 0,
      );
      setDraft((now) => savedDraft(now, sent));
      toast.success('Saved. It applies from now on.');
    } catch (thrown) {
      setError(thrown);
    } finally {
      setPending(false);
    }
  };
  return (
    <EditorContext
      value={{
        agent: agent.id,
        view,
        mayManage,
        settings,
        change(next) {
          setError(null);
          setDraft((now) => changeDraft(now, view.settings, next));
        },
        changed,
        overtaken: overtaken(view.settings, draft),
        problem: (path) => at(problems, path) ?? problemAt(error, path),
        problems,
        error,
        pending,
        save,
        discard() {
          setError(null);
          setDraft(noDraft);
        },
        channel: (id) =>
          view.channels.find((one) => one.id === id) ?? known.find((one) => one.id === id),
        know: (channel) =>
          setKnown((now) => [...now.filter(({ id }) => id !== channel.id), channel]),
      }}
    >
      {children}
    </EditorContext>
  );
}

export function useSlackEditor(): SlackEditor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('The Slack settings stand inside a SlackEditorProvider');
  return editor;
}

function at(problems: Problems, path: string): string | undefined {
  return Object.entries(problems).find(
    ([known]) => known === path || known.startsWith(`${path}.`),
  )?.[1];
}
