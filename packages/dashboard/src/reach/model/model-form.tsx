import type { ModelView } from '@belay/contract/desk/model';
import { useState } from 'react';
import { toast } from 'sonner';
import { useLeaveGuard } from '../../agents/form/leave-guard.ts';
import { NumberInput } from '../../agents/form/number-input.tsx';
import { SaveKey } from '../../agents/form/save-key.tsx';
import { problemAt } from '../../agents/form/server-problem.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Notice } from '../../ui/notice.tsx';
import { removeModel, saveModel, testModel } from './model-verbs.ts';

const usualCap = 1_000_000;

/** The endpoint, its key (never shown again), the cap of a day; and whether it answers. */
export function ModelForm({ model }: { model: ModelView }) {
  const before = {
    url: model.url ?? '',
    model: model.model ?? '',
    key: '',
    cap: model.configured ? model.daily_tokens : usualCap,
  };
  const [draft, setDraft] = useState(before);
  const [removing, setRemoving] = useState(false);
  const [tested, setTested] = useState<{ ok: boolean; sentence: string } | null>(null);
  const change = (next: Partial<typeof draft>) => setDraft({ ...draft, ...next });
  const isDirty = JSON.stringify(draft) !== JSON.stringify(before);
  const capIsWhole = draft.cap === null || (Number.isInteger(draft.cap) && draft.cap >= 1000);
  const isWhole = draft.url.trim() !== '' && draft.model.trim() !== '' && capIsWhole;
  useLeaveGuard(isDirty);
  const save = useSubmit(async () => {
    setTested(null);
    await saveModel({
      url: draft.url.trim(),
      model: draft.model.trim(),
      daily_tokens: draft.cap,
      ...(draft.key === '' ? {} : { key: draft.key }),
    });
    setDraft({ ...draft, key: '' });
    toast.success('Saved. It is used from the next answer on.');
  });
  const test = useSubmit(async () => {
    setTested(null);
    setTested(await testModel());
  });
  const submit = () => {
    if (isDirty && isWhole) void save.run();
  };
  useShortcuts([{ keys: 'mod+s', label: 'Save the model', run: submit }]);
  const placed = ['url', 'model', 'key', 'daily_tokens'].some((path) =>
    problemAt(save.error, path),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      className="flex flex-col gap-4"
    >
      <Field
        label="Endpoint"
        hint="Anything that speaks OpenAI's chat completions."
        error={problemAt(save.error, 'url')}
      >
        <Input
          value={draft.url}
          maxLength={500}
          inputMode="url"
          spellCheck={false}
          autoComplete="off"
          placeholder="https://models.example/v1"
          onChange={({ target }) => change({ url: target.value })}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Model" error={problemAt(save.error, 'model')}>
          <Input
            value={draft.model}
            maxLength={200}
            spellCheck={false}
            autoComplete="off"
            onChange={({ target }) => change({ model: target.value })}
          />
        </Field>
        <Field
          label="Key"
          hint="Kept encrypted, never shown again."
          error={problemAt(save.error, 'key')}
        >
          <Input
            type="password"
            value={draft.key}
            maxLength={500}
            autoComplete="off"
            placeholder={model.has_key ? 'Kept. Type to replace it' : 'None'}
            onChange={({ target }) => change({ key: target.value })}
          />
        </Field>
      </div>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Checkbox
          label="Cap the tokens of a day"
          hint="Above it the built-in answerer speaks."
          checked={draft.cap !== null}
          onChange={(on) => change({ cap: on ? usualCap : null })}
          className="sm:pt-7"
        />
        {draft.cap !== null && (
          <Field
            label="Tokens a day"
            error={
              capIsWhole ? problemAt(save.error, 'daily_tokens') : 'A whole number from 1,000 on.'
            }
          >
            <NumberInput value={draft.cap} min={1000} onChange={(cap) => change({ cap })} />
          </Field>
        )}
      </div>
      {save.error !== null && !placed && <ErrorNote error={save.error} />}
      {test.error !== null && <ErrorNote error={test.error} />}
      {tested && <Notice tone={tested.ok ? 'ok' : 'bad'}>{tested.sentence}</Notice>}
      <div className="flex flex-wrap gap-2">
        <Button look="primary" type="submit" pending={save.pending} disabled={!isDirty || !isWhole}>
          Save <SaveKey />
        </Button>
        {isDirty && model.configured && <Button onClick={() => setDraft(before)}>Discard</Button>}
        {model.configured && (
          <>
            <Button pending={test.pending} disabled={isDirty} onClick={() => void test.run()}>
              Test it
            </Button>
            <Button look="danger-quiet" onClick={() => setRemoving(true)} className="ml-auto">
              Remove
            </Button>
          </>
        )}
      </div>
      {removing && (
        <ConfirmDialog
          open
          onOpenChange={setRemoving}
          title="Remove the model"
          text="Its key is erased. Agents that answer by model quote what they find instead, by the built-in answerer."
          action="Remove the model"
          onConfirm={removeModel}
        />
      )}
    </form>
  );
}
