import type { ActionView } from '@belay/contract/desk/action';
import { useNavigate } from '@tanstack/react-router';
import { EllipsisVertical, KeyRound, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { deleteAction, renewActionSecret } from '../data/action-verbs.ts';

/** The rarer verbs of an action: another secret, deletion. Both ask first. */
export function ActionVerbs({
  agent,
  action,
  onSecret,
}: {
  agent: string;
  action: ActionView;
  onSecret(secret: string): void;
}) {
  const navigate = useNavigate();
  const [asking, setAsking] = useState<'secret' | 'delete' | null>(null);
  return (
    <>
      <Menu
        trigger={
          <Button size="icon" aria-label="More about this action">
            <EllipsisVertical />
          </Button>
        }
      >
        <MenuItem onSelect={() => setAsking('secret')}>
          <KeyRound aria-hidden /> Make another signing secret
        </MenuItem>
        <MenuLine />
        <MenuItem danger onSelect={() => setAsking('delete')}>
          <Trash2 aria-hidden /> Delete action
        </MenuItem>
      </Menu>
      {asking === 'secret' && (
        <ConfirmDialog
          open
          onOpenChange={() => setAsking(null)}
          title="Make another signing secret"
          text="Requests are signed with the new one at once: your system refuses them until it knows it."
          action="Make another secret"
          onConfirm={async () => onSecret(await renewActionSecret(agent, action.id))}
        />
      )}
      {asking === 'delete' && (
        <ConfirmDialog
          open
          onOpenChange={() => setAsking(null)}
          title={`Delete ${action.name}`}
          text="The agent no longer does it, and the list of its runs is gone. This can't be undone."
          action={`Delete ${action.name}`}
          onConfirm={async () => {
            await deleteAction(agent, action.id);
            toast.success(`${action.name} is deleted.`);
            await navigate({ to: '/agents/$id/actions', params: { id: agent } });
          }}
        />
      )}
    </>
  );
}
