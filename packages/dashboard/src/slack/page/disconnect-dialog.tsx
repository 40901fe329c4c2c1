import type { AgentSlackView } from '@belay/contract/desk/slack';
import { toast } from 'sonner';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { disconnectAgent } from '../data/slack-verbs.ts';

/** Names what stops before it does: for this agent, and for the workspace if nobody else uses it. */
export function DisconnectDialog({
  agent,
  view,
  onClose,
}: {
  agent: { id: string; name: string };
  view: AgentSlackView;
  onClose(): void;
}) {
  const others = view.installation
    ? [
        ...view.installation.agents.filter(({ id }) => id !== agent.id),
        ...view.installation.connectors,
      ]
    : [];
  const workspace = view.installation?.team.name ?? 'Slack';
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Disconnect ${agent.name} from ${workspace}`}
      text="This stops at once:"
      action="Disconnect"
      onConfirm={async () => {
        toast.success(await disconnectAgent(agent.id));
      }}
    >
      <ul className="flex list-disc flex-col gap-1 pl-5">
        <li>All Slack notifications of {agent.name}.</li>
        <li>Take Over, replies and every other button below its cards in Slack.</li>
        <li>Steps of its ladder in Slack: escalations go to e-mail.</li>
        {view.parked > 0 && (
          <li>{formatCount(view.parked, 'parked message')}: kept, and not sent.</li>
        )}
        <li>
          {others.length > 0
            ? `${workspace} stays connected for ${new Intl.ListFormat('en').format(others.map(({ name }) => name))}.`
            : `Nothing else uses ${workspace}: the app's authorisation there ends, and its token is deleted.`}
        </li>
      </ul>
      <p>
        Conversations with people go on in the inbox. Your settings are kept: connect again at any
        time, and threads continue.
      </p>
    </ConfirmDialog>
  );
}
