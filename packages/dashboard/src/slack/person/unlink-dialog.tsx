import type { SlackPersonView } from '@belay/contract/desk/slack-people';
import { toast } from 'sonner';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { unlinkSlack } from '../data/workspace-verbs.ts';

/** Before somebody's Slack account stops acting as them. */
export function UnlinkDialog({ account, onClose }: { account: SlackPersonView; onClose(): void }) {
  const { name, team, person } = account;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Unlink ${name} in ${team}`}
      text={`Buttons and replies of ${name} in Slack no longer count as ${person?.name ?? 'a member'}'s. A new link comes from Slack: the next button that they press offers it.`}
      action="Unlink"
      onConfirm={async () => {
        await unlinkSlack(account);
        toast.success(`${name} is unlinked.`);
      }}
    />
  );
}
