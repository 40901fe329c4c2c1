import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
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
      <div className="flex flex-col gap-3">
        {settings.default_channel === null && (
          <Notice tone="warn">
            Nothing is sent yet: choose a channel, or create one such as #belay-notifications.
          </Notice>
        )}
        <ChannelChoiceField
          label="Default channel"
          value={settings.default_channel}
          onChange={(default_channel) => change({ default_channel })}
          {...(view.settings.default_channel === null ? {} : { none: 'None: send nothing' })}
          path="default_channel"
          className="max-w-md"
        />
      </div>
    </Card>
  );
}
