import type { ActionParameter } from '@belay/contract/desk/action';
import { Plus, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select, Textarea } from '../../ui/input.tsx';
import type { ActionFields } from './action-editor.tsx';
import type { ParameterForm } from './action-form.ts';

const kindWords: Record<ActionParameter['kind'], string> = {
  text: 'Text',
  number: 'Number',
  email: 'E-mail',
  phone: 'Phone number',
  date: 'Date',
  choice: 'One of several',
};
const kinds = Object.keys(kindWords) as ActionParameter['kind'][]; // the keys that were just written

/** What the agent asks the visitor for before it acts. */
export function ParametersCard({ form, change, problem, mayManage }: ActionFields) {
  const { parameters } = form;
  const set = (index: number, next: Partial<ParameterForm>) =>
    change({ parameters: parameters.map((one, at) => (at === index ? { ...one, ...next } : one)) });
  return (
    <Card title="What it asks for" text="The agent gathers these in the chat, then acts.">
      <div className="flex flex-col gap-3">
        {parameters.length === 0 && <p className="text-soft">Nothing: it acts at once.</p>}
        {parameters.map((parameter, index) => (
          <fieldset
            // biome-ignore lint/suspicious/noArrayIndexKey: a parameter is its place; its fields change as they are typed
            key={index}
            className="rounded-md border border-line p-3"
          >
            <legend className="sr-only">Parameter {parameter.key || index + 1}</legend>
            <div className="flex flex-wrap items-start gap-3">
              <Field label="Key" error={problem(`parameters.${index}.key`)} className="w-36">
                <Input
                  value={parameter.key}
                  maxLength={32}
                  spellCheck={false}
                  autoComplete="off"
                  placeholder="order_id"
                  onChange={({ target }) => set(index, { key: target.value })}
                  className="font-mono text-sm"
                />
              </Field>
              <Field
                label="How to ask for it"
                error={problem(`parameters.${index}.description`)}
                className="grow basis-48"
              >
                <Input
                  value={parameter.description}
                  maxLength={200}
                  placeholder="the order number, on the invoice"
                  onChange={({ target }) => set(index, { description: target.value })}
                />
              </Field>
              <Field label="Kind" className="w-36">
                <Select
                  value={parameter.kind}
                  onChange={({ target }) =>
                    set(index, { kind: kinds.find((kind) => kind === target.value) ?? 'text' })
                  }
                >
                  {kinds.map((kind) => (
                    <option key={kind} value={kind}>
                      {kindWords[kind]}
                    </option>
                  ))}
                </Select>
              </Field>
            </div>
            {parameter.kind === 'choice' && (
              <Field
                label="Choices"
                hint="One a line."
                error={problem(`parameters.${index}.choices`)}
                className="mt-3"
              >
                <Textarea
                  value={parameter.choices}
                  onChange={({ target }) => set(index, { choices: target.value })}
                />
              </Field>
            )}
            <div className="mt-3 flex items-center justify-between">
              <Checkbox
                label="Required"
                checked={parameter.required}
                disabled={!mayManage}
                onChange={(required) => set(index, { required })}
              />
              {mayManage && (
                <Button
                  look="ghost"
                  size="sm"
                  aria-label={`Remove the parameter ${parameter.key || index + 1}`}
                  onClick={() => change({ parameters: parameters.filter((_, at) => at !== index) })}
                >
                  <X /> Remove
                </Button>
              )}
            </div>
          </fieldset>
        ))}
        {mayManage && parameters.length < 12 && (
          <div>
            <Button
              size="sm"
              onClick={() =>
                change({
                  parameters: [
                    ...parameters,
                    { key: '', description: '', kind: 'text', choices: '', required: true },
                  ],
                })
              }
            >
              <Plus /> Add a parameter
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
