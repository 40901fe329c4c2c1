import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/input.tsx';
import { useAgentEditor } from '../form/agent-editor.tsx';
import { ReadOnlyNote } from '../form/read-only-note.tsx';
import { AnswererField } from './answerer-field.tsx';
import { LanguagesField } from './languages-field.tsx';
import { LearningFields } from './learning-fields.tsx';
import { RulesField } from './rules-field.tsx';
import { StartersField } from './starters-field.tsx';
import { TimesFields } from './times-fields.tsx';

/** How the agent speaks, when it hands over, what it learns. */
export function BehaviourTab() {
  const { settings, change, problem, mayManage } = useAgentEditor();
  return (
    <fieldset disabled={!mayManage} className="flex min-w-0 flex-col gap-5">
      <ReadOnlyNote what="how it behaves" />
      <Card title="Voice">
        <div className="flex flex-col gap-4">
          <Field
            label="Instructions"
            hint="How it should speak and what it should do. Visitors never see it. The built-in answerer quotes what it finds and needs none."
            error={problem('instructions')}
          >
            <Textarea
              value={settings.instructions}
              onChange={({ target }) => change({ instructions: target.value })}
              maxLength={8000}
              placeholder="Friendly and short. Ask for the order number before you promise anything about an order."
              className="max-h-96 min-h-28"
            />
          </Field>
          <Field label="Greeting" error={problem('greeting')}>
            <Textarea
              value={settings.greeting}
              onChange={({ target }) => change({ greeting: target.value })}
              maxLength={500}
              className="min-h-14"
            />
          </Field>
          <StartersField />
          <LanguagesField />
        </div>
      </Card>
      <Card title="Answers">
        <AnswererField />
      </Card>
      <Card
        title="When a person takes over"
        text="A visitor can ask for one at any time. These rules call one without being asked."
      >
        <RulesField />
      </Card>
      <Card title="Learning and ratings">
        <LearningFields />
      </Card>
      <Card title="Silence" text="Counted in working hours, except for closing.">
        <TimesFields />
      </Card>
    </fieldset>
  );
}
