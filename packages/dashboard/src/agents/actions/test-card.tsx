import type { ActionParameter, ActionTest, ActionView } from '@belay/contract/desk/action';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { testAction } from '../data/action-verbs.ts';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { problemAt } from '../form/server-problem.ts';
import { TestResult } from './test-result.tsx';

/** Sends the request of the saved action once, with parameters of one's own; nobody is told. */
export function TestCard({
  agent,
  action,
  isDirty,
}: {
  agent: string;
  action: ActionView;
  isDirty: boolean;
}) {
  const { mayManage } = useAgentEditor();
  const [values, setValues] = useState<Record<string, string>>({});
  const [result, setResult] = useState<ActionTest | null>(null);
  const { submit, pending, error } = useSubmit(async () => {
    setResult(null);
    const given = Object.entries(values).filter(([, value]) => value !== '');
    setResult(await testAction(agent, action.id, Object.fromEntries(given)));
  });
  if (!mayManage) return null;
  return (
    <Card title="Test run" text="Really sends the request, once. Nobody is told.">
      <form onSubmit={submit} className="flex flex-col gap-3">
        {action.parameters.map((parameter) => (
          <Field
            key={parameter.key}
            label={<code className="font-mono text-sm">{parameter.key}</code>}
            aside={!parameter.required && 'optional'}
            hint={parameter.description}
            error={problemAt(error, `parameters.${parameter.key}`)}
          >
            {parameterControl(parameter, values[parameter.key] ?? '', (value) =>
              setValues((before) => ({ ...before, [parameter.key]: value })),
            )}
          </Field>
        ))}
        {isDirty && (
          <p className="text-sm text-soft">It sends what is saved, not what you are changing.</p>
        )}
        <div>
          <Button type="submit" pending={pending}>
            <Send /> Send a test
          </Button>
        </div>
        {error !== null && <ErrorNote error={error} />}
        {result && <TestResult test={result} />}
      </form>
    </Card>
  );
}

const types: Partial<Record<ActionParameter['kind'], string>> = {
  number: 'number',
  email: 'email',
  phone: 'tel',
  date: 'date',
};

function parameterControl(
  { kind, choices, required }: ActionParameter,
  value: string,
  onChange: (value: string) => void,
) {
  if (kind === 'choice')
    return (
      <Select value={value} required={required} onChange={({ target }) => onChange(target.value)}>
        <option value="">Choose…</option>
        {choices.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </Select>
    );
  return (
    <Input
      type={types[kind] ?? 'text'}
      value={value}
      required={required}
      maxLength={2000}
      onChange={({ target }) => onChange(target.value)}
      {...(kind === 'number' ? { step: 'any' } : {})}
    />
  );
}
