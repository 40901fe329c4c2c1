import type { AgentSettings, LeadField } from '@belay/contract/desk/agent';
import { Plus, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { freeKey } from './free-key.ts';

type When = AgentSettings['lead_form']['when'];
const whenWords: Record<When, string> = {
  out_of_hours: 'When nobody is there',
  on_escalation: 'When a person is called',
  before_chat: 'Before the first message',
  never: 'Never',
};
const whens = Object.keys(whenWords) as When[]; // the keys that were just written
const kinds = ['text', 'email', 'phone'] as const satisfies LeadField['kind'][];
const kindWords = { text: 'Text', email: 'E-mail', phone: 'Phone' };

/** What visitors are asked for, and when. */
export function LeadCard() {
  const { settings, change, problem, mayManage } = useAgentEditor();
  const { when, fields } = settings.lead_form;
  const set = (next: Partial<AgentSettings['lead_form']>) =>
    change({ lead_form: { ...settings.lead_form, ...next } });
  const setField = (index: number, next: Partial<LeadField>) =>
    set({ fields: fields.map((field, at) => (at === index ? { ...field, ...next } : field)) });
  return (
    <Card title="Contact form" text="What a visitor leaves becomes a lead.">
      <div className="flex flex-col gap-4">
        <Field label="Ask for it">
          <Select
            value={when}
            onChange={({ target }) =>
              set({ when: whens.find((one) => one === target.value) ?? when })
            }
          >
            {whens.map((one) => (
              <option key={one} value={one}>
                {whenWords[one]}
              </option>
            ))}
          </Select>
        </Field>
        {when !== 'never' && (
          <ul className="flex flex-col gap-3">
            {fields.map((field, index) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: a field is its place; its label changes as it is typed
                key={index}
                className="flex flex-wrap items-start gap-x-3 gap-y-2"
              >
                <Field
                  label={<span className="sr-only">Label of field {index + 1}</span>}
                  error={problem(`lead_form.fields.${index}.label`)}
                  className="grow basis-40 gap-0"
                >
                  <Input
                    value={field.label}
                    maxLength={60}
                    onChange={({ target }) => setField(index, { label: target.value })}
                  />
                </Field>
                <Select
                  aria-label={`Kind of ${field.label || `field ${index + 1}`}`}
                  value={field.kind}
                  onChange={({ target }) =>
                    setField(index, { kind: kinds.find((kind) => kind === target.value) ?? 'text' })
                  }
                  className="w-28"
                >
                  {kinds.map((kind) => (
                    <option key={kind} value={kind}>
                      {kindWords[kind]}
                    </option>
                  ))}
                </Select>
                <Checkbox
                  label="Required"
                  checked={field.required}
                  disabled={!mayManage}
                  onChange={(required) => setField(index, { required })}
                  className="h-8 items-center"
                />
                {fields.length > 1 && mayManage && (
                  <Button
                    look="ghost"
                    size="icon"
                    aria-label={`Remove the field ${field.label}`}
                    onClick={() => set({ fields: fields.filter((_, at) => at !== index) })}
                  >
                    <X />
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
        {when !== 'never' && mayManage && fields.length < 8 && (
          <div>
            <Button
              size="sm"
              onClick={() =>
                set({
                  fields: [
                    ...fields,
                    { key: freeKey(fields), label: '', kind: 'text', required: false },
                  ],
                })
              }
            >
              <Plus /> Add a field
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
