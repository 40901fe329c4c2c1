import { Plus, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { useAgentEditor } from '../form/agent-editor.tsx';

/** As many as the widget shows. */
const most = 6;

/** Questions that visitors can ask with one press. */
export function StartersField() {
  const { settings, change, problem } = useAgentEditor();
  const { starters } = settings;
  const set = (next: string[]) => change({ starters: next });
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium">Starter questions</legend>
      {starters.map((starter, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; its text changes as it is typed
          key={index}
          className="flex items-start gap-2"
        >
          <Field
            label={<span className="sr-only">Starter question {index + 1}</span>}
            error={problem(`starters.${index}`)}
            className="grow gap-0"
          >
            <Input
              value={starter}
              maxLength={120}
              autoComplete="off"
              placeholder="Where is my order?"
              onChange={({ target }) =>
                set(starters.map((one, at) => (at === index ? target.value : one)))
              }
            />
          </Field>
          <Button
            look="ghost"
            size="icon"
            aria-label={`Remove starter question ${index + 1}`}
            onClick={() => set(starters.filter((_, at) => at !== index))}
          >
            <X />
          </Button>
        </div>
      ))}
      {starters.length === 0 && (
        <p className="text-sm text-soft">None: visitors begin with a blank line.</p>
      )}
      {starters.length < most && (
        <div>
          <Button size="sm" onClick={() => set([...starters, ''])}>
            <Plus /> Add a question
          </Button>
        </div>
      )}
    </fieldset>
  );
}
