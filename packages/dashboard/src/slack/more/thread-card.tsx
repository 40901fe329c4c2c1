import { NumberInput } from '../../agents/form/number-input.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { useSlackEditor } from '../form/slack-editor.tsx';

/** What a card's thread shows, and how long a reply typed there waits. */
export function ThreadCard() {
  const { settings, change, problem, mayManage } = useSlackEditor();
  return (
    <Card title="Threads">
      <fieldset disabled={!mayManage} className="flex flex-col gap-4">
        <Checkbox
          label="Post what was said so far below each card"
          hint="The whole conversation, in the card's thread."
          checked={settings.history}
          disabled={!mayManage}
          onChange={(history) => change({ history })}
        />
        <Field
          label="Seconds before a reply from Slack goes out"
          hint="Meanwhile an edit changes it and deleting it takes it back."
          error={problem('thread_delay')}
        >
          <NumberInput
            value={settings.thread_delay}
            min={0}
            max={10}
            className="max-w-24"
            onChange={(thread_delay) => change({ thread_delay })}
          />
        </Field>
      </fieldset>
    </Card>
  );
}
