import { useAgentEditor } from '../../agents/form/agent-editor.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Switch } from '../../ui/switch.tsx';
import { ChannelChoiceField } from '../channels/channel-choice-field.tsx';
import { useSlackEditor } from '../form/slack-editor.tsx';

/** One message a day: handled, time to claim, missed, ratings. */
export function DigestCard() {
  const { agent } = useAgentEditor();
  const { view, settings, change, problem, mayManage } = useSlackEditor();
  const { digest } = settings;
  return (
    <Card
      title="Daily digest"
      text="What was handled, how long people waited, what was missed, and the ratings."
      actions={
        <Switch
          label="Daily digest"
          hideLabel
          checked={digest !== null}
          disabled={!mayManage}
          onChange={(on) =>
            change({
              digest: on ? (view.settings.digest ?? usual(settings.default_channel)) : null,
            })
          }
        />
      }
    >
      {digest ? (
        <fieldset
          disabled={!mayManage}
          className="grid gap-x-5 gap-y-3 sm:grid-cols-[minmax(0,1fr)_9rem]"
        >
          <ChannelChoiceField
            label="Channel"
            value={digest.channel || null}
            onChange={(channel) => change({ digest: { ...digest, channel: channel ?? '' } })}
            path="digest.channel"
          />
          <Field label="At" hint={agent.settings.hours?.zone ?? 'UTC'} error={problem('digest.at')}>
            <Input
              type="time"
              required
              value={digest.at}
              onChange={({ target }) => change({ digest: { ...digest, at: target.value } })}
            />
          </Field>
        </fieldset>
      ) : (
        <p className="text-soft">Off.</p>
      )}
    </Card>
  );
}

const usual = (channel: string | null) => ({ channel: channel ?? '', at: '09:00' });
