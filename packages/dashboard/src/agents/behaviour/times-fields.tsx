import { Field } from '../../ui/field.tsx';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { NumberInput } from '../form/number-input.tsx';

/** How long silence may last before something happens. */
export function TimesFields() {
  const { settings, change, problem } = useAgentEditor();
  const { quiet_minutes, idle_hours } = settings;
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      <Field
        label="A person is silent"
        hint="Working minutes until the conversation waits for anybody."
        error={problem('quiet_minutes')}
      >
        <NumberInput
          value={quiet_minutes}
          onChange={(minutes) => change({ quiet_minutes: minutes })}
          min={1}
          max={1440}
        />
      </Field>
      <Field
        label="Idle with the agent"
        hint="Hours until it is closed."
        error={problem('idle_hours.agent')}
      >
        <NumberInput
          value={idle_hours.agent}
          onChange={(agent) => change({ idle_hours: { ...idle_hours, agent } })}
          min={1}
          max={720}
        />
      </Field>
      <Field
        label="Idle with a person"
        hint="Hours after our last word until it is closed."
        error={problem('idle_hours.human')}
      >
        <NumberInput
          value={idle_hours.human}
          onChange={(human) => change({ idle_hours: { ...idle_hours, human } })}
          min={1}
          max={2160}
        />
      </Field>
    </div>
  );
}
