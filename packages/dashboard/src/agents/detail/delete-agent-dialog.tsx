import type { AgentView } from '@belay/contract/desk/agent';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { toast } from 'sonner';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { agentKeys } from '../data/agent-queries.ts';
import { deleteAgent } from '../data/agent-verbs.ts';

/** Deletes an agent with all that it was taught; its name is typed first. */
export function DeleteAgentDialog({ agent, onClose }: { agent: AgentView; onClose(): void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { agent: own, waiting, human } = agent.conversations;
  const open = own + waiting + human;
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={`Delete ${agent.name}`}
      text={`Its conversations, actions and settings are deleted, its widget answers nobody, and what it was taught by hand or learned is forgotten. The memory of its channels stays.${
        open > 0
          ? ` ${formatCount(open, 'conversation')} ${open === 1 ? 'is' : 'are'} open right now.`
          : ''
      } This can't be undone.`}
      action={`Delete ${agent.name}`}
      typed={agent.name}
      onConfirm={async () => {
        await deleteAgent(agent.id);
        toast.success(`${agent.name} is deleted.`);
        // away from the page first: soon nobody can read what it shows
        await navigate({ to: '/agents' });
        client.removeQueries({ queryKey: agentKeys.one(agent.id) });
      }}
    />
  );
}
