import type { ActionView } from '@belay/contract/desk/action';
import { useState } from 'react';
import { toast } from 'sonner';
import { useSubmit } from '../../api/use-submit.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { changeAction, createAction } from '../data/action-verbs.ts';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { SaveKey } from '../form/save-key.tsx';
import { problemAt, problemPath } from '../form/server-problem.ts';
import {
  type ActionForm,
  actionBodyOf,
  actionForm,
  actionPatchOf,
  actionProblems,
  newAction,
} from './action-form.ts';
import { ActionVerbs } from './action-verbs-menu.tsx';
import { ParametersCard } from './parameters-card.tsx';
import { RequestCard } from './request-card.tsx';
import { RunningCard } from './running-card.tsx';
import { useActionDraft } from './use-action-draft.ts';
import { WhatCard } from './what-card.tsx';

export interface ActionFields {
  form: ActionForm;
  change(next: Partial<ActionForm>): void;
  problem(path: string): string | undefined;
  mayManage: boolean;
}

/** The form of an action. Problems show when somebody tried to save, or when the server says so. */
export function ActionEditor({
  agent,
  action,
  onDirty,
  onSecret,
  onCreated,
}: {
  agent: string;
  action: ActionView | undefined;
  onDirty(isDirty: boolean): void;
  onSecret(secret: string): void;
  onCreated(id: string): void;
}) {
  const { mayManage } = useAgentEditor();
  const standing = action ? actionForm(action) : newAction;
  const { form, setForm, isDirty } = useActionDraft(agent, action?.id ?? 'new', standing);
  const [tried, setTried] = useState(false);
  const problems = actionProblems(form);
  const isWhole = Object.keys(problems).length === 0;
  const { run, pending, error, reset } = useSubmit(async () => {
    if (action) {
      const fresh = await changeAction(agent, action.id, actionPatchOf(form));
      setForm(actionForm(fresh));
      onDirty(false);
      toast.success('Saved. It holds from the next message on.');
      return;
    }
    const made = await createAction(agent, actionBodyOf(form));
    // what was typed is no draft any more
    setForm(newAction);
    onDirty(false);
    onSecret(made.secret);
    onCreated(made.id);
  });
  const save = () => {
    setTried(true);
    if (isWhole && (isDirty || !action)) void run();
  };
  useShortcuts(mayManage ? [{ keys: 'mod+s', label: 'Save the action', run: save }] : []);
  const fields: ActionFields = {
    form,
    mayManage,
    change(next) {
      reset();
      const after = { ...form, ...next };
      setForm(after);
      onDirty(JSON.stringify(after) !== JSON.stringify(standing));
    },
    problem: (path) => (tried ? problems[path] : undefined) ?? problemAt(error, path),
  };
  const open = Object.keys(problems).length;
  const placed = problemPath(error) !== null;
  return (
    <fieldset disabled={!mayManage} className="flex min-w-0 flex-col gap-5">
      <WhatCard {...fields} />
      <ParametersCard {...fields} />
      <RequestCard {...fields} />
      <RunningCard {...fields} />
      {error !== null && <ErrorNote error={error} />}
      {mayManage && (
        <div className="sticky bottom-3 z-10 flex flex-wrap items-center gap-2 rounded-lg border border-line bg-raised px-4 py-2.5 shadow-card">
          <p className="min-w-0 grow basis-40 text-sm text-soft" role="status">
            {tried && open > 0
              ? `${open} ${open === 1 ? 'field needs' : 'fields need'} mending.`
              : placed
                ? 'The server refused a field above.'
                : isDirty
                  ? 'Not saved yet.'
                  : action
                    ? 'Saved.'
                    : 'A new action.'}
          </p>
          {action && <ActionVerbs agent={agent} action={action} onSecret={onSecret} />}
          {isDirty && (
            <Button
              onClick={() => {
                reset();
                setTried(false);
                setForm(standing);
                onDirty(false);
              }}
              disabled={pending}
            >
              Discard
            </Button>
          )}
          <Button look="primary" pending={pending} disabled={!!action && !isDirty} onClick={save}>
            {action ? 'Save' : 'Create action'} <SaveKey />
          </Button>
        </div>
      )}
    </fieldset>
  );
}
