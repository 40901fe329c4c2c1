import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Textarea } from '../../ui/input.tsx';
import { Switch } from '../../ui/switch.tsx';
import type { ActionFields } from './action-editor.tsx';

/** What the action is, and when the agent uses it. */
export function WhatCard({ form, change, problem, mayManage }: ActionFields) {
  return (
    <Card
      title="What it does"
      actions={
        <Switch
          label="On"
          checked={form.enabled}
          disabled={!mayManage}
          onChange={(enabled) => change({ enabled })}
        />
      }
    >
      <div className="flex flex-col gap-4">
        <Field label="Name" error={problem('name')}>
          <Input
            value={form.name}
            maxLength={80}
            autoComplete="off"
            placeholder="Book a demo"
            onChange={({ target }) => change({ name: target.value })}
          />
        </Field>
        <Field
          label="When to use it"
          hint="Plain words, for the model: what visitors want when this is the answer."
          error={problem('description')}
        >
          <Textarea
            value={form.description}
            maxLength={1000}
            placeholder="The visitor wants to see the product with somebody of our team."
            onChange={({ target }) => change({ description: target.value })}
          />
        </Field>
        <Field
          label="Words that call for it"
          hint="One phrase a line. The built-in answerer knows it by these."
          error={problem('phrases')}
        >
          <Textarea
            value={form.phrases}
            placeholder={'book a demo\nshow me the product'}
            onChange={({ target }) => change({ phrases: target.value })}
          />
        </Field>
      </div>
    </Card>
  );
}
