import type { LadderStep } from '@belay/contract/desk/slack-settings';
import { X } from 'lucide-react';
import { NumberInput } from '../../agents/form/number-input.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/input.tsx';
import { ChannelChoiceField } from '../channels/channel-choice-field.tsx';
import { useSlackEditor } from '../form/slack-editor.tsx';
import { LinesField } from '../rules/lines-field.tsx';
import { UserGroupField } from '../rules/user-group-field.tsx';
import { minutesWords, stepKinds, stepOf, stepWords } from './step-words.ts';

/** One rung: after how long, what happens, and to whom. */
export function LadderStepRow({
  step,
  index,
  onChange,
  onRemove,
}: {
  step: LadderStep;
  index: number;
  onChange(step: LadderStep): void;
  onRemove(): void;
}) {
  const { problem, mayManage } = useSlackEditor();
  const path = `ladder.${index}`;
  return (
    <li className="flex items-start gap-2 border-b border-line px-4 py-3 last:border-0">
      <fieldset
        disabled={!mayManage}
        aria-label={`Step ${index + 1}`}
        className="grid min-w-0 grow items-start gap-x-5 gap-y-3 sm:grid-cols-[10.5rem_minmax(0,1fr)_minmax(0,1fr)]"
      >
        <Field
          label="Working minutes"
          hint={minutesWords(step.after_minutes)}
          error={problem(`${path}.after_minutes`)}
        >
          <NumberInput
            value={step.after_minutes}
            min={1}
            max={10_080}
            onChange={(after_minutes) => onChange({ ...step, after_minutes })}
          />
        </Field>
        <Field label="Do" hint={stepWords[step.do].text}>
          <Select
            value={step.do}
            onChange={({ target }) => {
              const kind = stepKinds.find((one) => one === target.value);
              if (kind) onChange(stepOf(kind, step.after_minutes));
            }}
          >
            {stepKinds.map((kind) => (
              <option key={kind} value={kind}>
                {stepWords[kind].title}
              </option>
            ))}
          </Select>
        </Field>
        {step.do === 'mention' && (
          <UserGroupField
            label="User group"
            value={step.user_group || null}
            onChange={(group) => onChange({ ...step, user_group: group ?? '' })}
            path={`${path}.user_group`}
          />
        )}
        {step.do === 'channel' && (
          <ChannelChoiceField
            label="Channel"
            value={step.channel || null}
            onChange={(channel) => onChange({ ...step, channel: channel ?? '' })}
            path={`${path}.channel`}
          />
        )}
        {step.do === 'mail' && (
          <LinesField
            label="To"
            hint="One address a line; none: the admins of the organisation."
            error={problem(`${path}.to`)}
            values={step.to}
            onChange={(to) => onChange({ ...step, to })}
            placeholder="support@shop.example"
          />
        )}
      </fieldset>
      {mayManage && (
        <Button
          look="ghost"
          size="icon-sm"
          aria-label={`Remove step ${index + 1}`}
          onClick={onRemove}
        >
          <X />
        </Button>
      )}
    </li>
  );
}
