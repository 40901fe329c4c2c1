import type { ActionBody } from '@belay/contract/desk/action';
import { Plus, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { NumberInput } from '../form/number-input.tsx';
import type { ActionFields } from './action-editor.tsx';
import type { HeaderForm } from './action-form.ts';

const methods = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
] as const satisfies ActionBody['request']['method'][];

/** The request that is sent, with headers whose values nobody can read again. */
export function RequestCard({ form, change, problem, mayManage }: ActionFields) {
  const { headers } = form;
  const set = (index: number, next: Partial<HeaderForm>) =>
    change({ headers: headers.map((one, at) => (at === index ? { ...one, ...next } : one)) });
  return (
    <Card
      title="What it sends"
      text={
        form.method === 'GET' || form.method === 'DELETE'
          ? 'Parameters go where {key} stands in the address.'
          : 'Parameters go as JSON, and where {key} stands in the address.'
      }
    >
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap items-start gap-3">
          <Field label="Method" className="w-28">
            <Select
              value={form.method}
              onChange={({ target }) =>
                change({ method: methods.find((one) => one === target.value) ?? 'POST' })
              }
            >
              {methods.map((method) => (
                <option key={method}>{method}</option>
              ))}
            </Select>
          </Field>
          <Field label="Address" error={problem('request.url')} className="grow basis-64">
            <Input
              value={form.url}
              maxLength={2000}
              inputMode="url"
              spellCheck={false}
              autoComplete="off"
              placeholder="https://crm.shop.example/orders/{order_id}"
              onChange={({ target }) => change({ url: target.value })}
              className="font-mono text-sm"
            />
          </Field>
          <Field label="Gives up after (s)" error={problem('request.timeout_s')} className="w-32">
            <NumberInput
              value={form.timeout}
              min={1}
              max={30}
              onChange={(timeout) => change({ timeout })}
            />
          </Field>
        </div>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1.5 font-medium">Headers</legend>
          {headers.map((header, index) => (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: a header is its place; its name changes as it is typed
              key={index}
              className="flex flex-wrap items-start gap-2"
            >
              <Field
                label={<span className="sr-only">Name of header {index + 1}</span>}
                error={problem(`request.headers.${index}`)}
                className="w-44 gap-0"
              >
                <Input
                  value={header.name}
                  maxLength={64}
                  spellCheck={false}
                  autoComplete="off"
                  placeholder="X-Api-Key"
                  onChange={({ target }) =>
                    // under another name nothing is kept
                    set(index, { name: target.value, value: header.value ?? '' })
                  }
                  className="font-mono text-sm"
                />
              </Field>
              <Input
                type="password"
                aria-label={`Value of ${header.name || `header ${index + 1}`}`}
                value={header.value ?? ''}
                maxLength={2000}
                autoComplete="off"
                placeholder={header.value === null ? 'Kept. Type to replace it' : 'Value'}
                onChange={({ target }) => set(index, { value: target.value })}
                className="min-w-0 flex-1 basis-40 font-mono text-sm"
              />
              {mayManage && (
                <Button
                  look="ghost"
                  size="icon"
                  aria-label={`Remove the header ${header.name}`}
                  onClick={() => change({ headers: headers.filter((_, at) => at !== index) })}
                >
                  <X />
                </Button>
              )}
            </div>
          ))}
          {mayManage && headers.length < 20 && (
            <div>
              <Button
                size="sm"
                onClick={() => change({ headers: [...headers, { name: '', value: '' }] })}
              >
                <Plus /> Add a header
              </Button>
            </div>
          )}
        </fieldset>
      </div>
    </Card>
  );
}
