import type { ReactNode } from 'react';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import type { SettingsForm } from './settings-form.ts';
import type { Problems } from './settings-problems.ts';

/** Real-time or polling. `children`: what real time needs, shown when it is chosen. */
export function ModeField({
  form,
  onChange,
  problems,
  children,
}: {
  form: SettingsForm;
  onChange(change: Partial<SettingsForm>): void;
  problems: Problems;
  children?: ReactNode;
}) {
  return (
    <div data-field="mode" className="flex flex-col gap-3">
      <ChoiceCards<SettingsForm['mode']>
        label="Sync mode"
        value={form.mode}
        onChange={(mode) => onChange({ mode })}
        options={[
          {
            value: 'realtime',
            title: 'Real-time',
            text: 'Slack sends each event; it is memory within a second. Looks now and then prove that nothing was missed.',
          },
          {
            value: 'polling',
            title: 'Polling',
            text: 'Belay asks Slack again and again. Needs nothing but the token.',
          },
        ]}
      />
      {form.mode === 'polling' && (
        <div data-field="poll_seconds">
          <Field
            label="Look every, in seconds"
            error={problems.poll_seconds}
            hint="Busy channels first, and never more often than Slack allows."
          >
            <Input
              inputMode="numeric"
              value={form.pollSeconds}
              onChange={({ target }) => onChange({ pollSeconds: target.value })}
              className="w-28"
            />
          </Field>
        </div>
      )}
      {form.mode === 'realtime' && children}
      {problems.mode && <p className="text-sm text-bad">{problems.mode}</p>}
    </div>
  );
}
