import type { SlackChannelChoice } from '@belay/contract/desk/slack-channels';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

/** Before what visitors write goes to a channel that people of another company read. */
export function SharedChannelDialog({
  channel,
  onClose,
  onConfirm,
}: {
  channel: SlackChannelChoice;
  onClose(): void;
  onConfirm(): void;
}) {
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Another company reads #${channel.name}`}
      text="This channel is shared with people outside of your company. They would read what visitors write, with names and e-mail addresses. Nothing goes there before you save."
      action={`Use #${channel.name}`}
      onConfirm={async () => onConfirm()}
    />
  );
}
