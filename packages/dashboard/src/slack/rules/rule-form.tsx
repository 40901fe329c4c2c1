import { type SlackRule, slackEvents } from '@belay/contract/desk/slack-settings';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import { ChannelChoiceField } from '../channels/channel-choice-field.tsx';
import { slackEventWords } from '../events/event-words.ts';
import { useSlackEditor } from '../form/slack-editor.tsx';
import { LinesField } from './lines-field.tsx';
import { UserGroupField } from './user-group-field.tsx';

/** One rule: when it holds, and where it sends to. An empty condition is no condition. */
export function RuleForm({
  rule,
  path,
  onChange,
}: {
  rule: SlackRule;
  path: string;
  onChange(rule: SlackRule): void;
}) {
  const { problem } = useSlackEditor();
  const { when } = rule;
  const set = (next: Partial<SlackRule>) => onChange({ ...rule, ...next });
  const setWhen = (next: Partial<SlackRule['when']>) => set({ when: { ...when, ...next } });
  return (
    <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
      <Field label="Name" error={problem(`${path}.name`)} hint="The log quotes it.">
        <Input
          value={rule.name}
          maxLength={80}
          autoComplete="off"
          placeholder="Billing"
          onChange={({ target }) => set({ name: target.value })}
        />
      </Field>
      <ChannelChoiceField
        label="Send to"
        value={rule.channel || null}
        onChange={(channel) => set({ channel: channel ?? '' })}
        path={`${path}.channel`}
      />
      <fieldset className="sm:col-span-2">
        <legend className="mb-1.5 font-medium">
          Events <span className="font-normal text-soft">(none ticked: any)</span>
        </legend>
        <div className="flex flex-wrap gap-x-5 gap-y-2">
          {slackEvents.map((event) => (
            <Checkbox
              key={event}
              label={slackEventWords[event].title}
              checked={when.events.includes(event)}
              onChange={(on) =>
                setWhen({
                  events: slackEvents.filter((each) =>
                    each === event ? on : when.events.includes(each),
                  ),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      <LinesField
        label="Page"
        hint="A part of the page's address, one a line: any of them."
        error={problem(`${path}.when.page`)}
        values={when.page}
        onChange={(page) => setWhen({ page })}
        placeholder={'/billing\n/pricing'}
      />
      <LinesField
        label="Words"
        hint="What the visitor said, one a line: any of them."
        error={problem(`${path}.when.words`)}
        values={when.words}
        onChange={(words) => setWhen({ words })}
        placeholder={'invoice\nrefund'}
      />
      <LinesField
        label="Languages"
        hint="Codes such as de or fr, one a line."
        error={problem(`${path}.when.languages`)}
        values={when.languages}
        onChange={(languages) =>
          setWhen({ languages: languages.map((code) => code.toLowerCase()) })
        }
        placeholder="de"
      />
      <div className="flex flex-col gap-4">
        <Field label="Hours" hint="As the agent's Hours say.">
          <Select
            value={when.hours ?? ''}
            onChange={({ target: { value } }) =>
              setWhen({ hours: value === 'open' || value === 'closed' ? value : null })
            }
          >
            <option value="">At any time</option>
            <option value="open">In working hours</option>
            <option value="closed">Outside of working hours</option>
          </Select>
        </Field>
        <UserGroupField
          label="Mention"
          none="Nobody"
          value={rule.mention}
          onChange={(mention) => set({ mention })}
          path={`${path}.mention`}
        />
      </div>
    </div>
  );
}
