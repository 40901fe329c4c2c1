import type { SlackInstallationView } from '@belay/contract/desk/slack-app';
import { toast } from 'sonner';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { removeWorkspace } from '../data/workspace-verbs.ts';

/** Everything that uses a workspace stops: named, and typed before it does. */
export function RemoveWorkspaceDialog({
  installation: { id, team, agents, connectors },
  onClose,
}: {
  installation: SlackInstallationView;
  onClose(): void;
}) {
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Disconnect ${team.name} everywhere`}
      text="The app's authorisation in Slack ends and its token is deleted. This stops at once:"
      action={`Disconnect ${team.name}`}
      {...(agents.length + connectors.length > 0 ? { typed: team.name } : {})}
      onConfirm={async () => {
        toast.success(await removeWorkspace(id));
      }}
    >
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {agents.map((agent) => (
          <li key={agent.id}>Notifications and takeover of the agent {agent.name}.</li>
        ))}
        {connectors.map((connector) => (
          <li key={connector.id}>
            The connector {connector.name}: nothing new is remembered. What it remembered stays.
          </li>
        ))}
        {agents.length + connectors.length === 0 && (
          <li>Nothing: no agent or connector uses it.</li>
        )}
      </ul>
    </ConfirmDialog>
  );
}
