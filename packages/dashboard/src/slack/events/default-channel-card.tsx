import { Card } from '../../ui/card.tsx';
import { ChannelChoiceField } from '../channels/channel-choice-field.tsx';
import { useSlackEditor } from '../form/slack-editor.tsx';

/** Where everything goes that has no channel of its own. */
export function DefaultChannelCard() {
  const { settings, change, view } = useSlackEditor();
  return (
    <Card
      title="Select a Default Notification Channel"
      text="Every enabled event goes there, unless it has a channel of its own below."
    >
      <ChannelChoiceField
        label="Default channel"
        hint="An existing one, or a new one such as #belay-notifications."
        value={settings.default_channel}
        onChange={(default_channel) => change({ default_channel })}
        {...(view.settings.default_channel === null ? {} : { none: 'None: send nothing' })}
        path="default_channel"
        className="max-w-md"
      />
    </Card>
  );
}
