import type { AgentView } from '@belay/contract/desk/agent';
import { EllipsisVertical, Pause, PencilLine, Play, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { toast } from 'sonner';
import { errorWords } from '../../api/error-words.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { Switch } from '../../ui/switch.tsx';
import { changeAgent } from '../data/agent-verbs.ts';
import { DeleteAgentDialog } from './delete-agent-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { type Switching, switchChange, switchedWords, switchWords } from './switch-words.ts';

/** How long it can be taken back: longer than news stand, as somebody has to read and aim. */
const undoMs = 10_000;

/** Public or private, paused or not, and the rarer verbs. What cuts visitors off asks first. */
export function AgentSwitches({ agent }: { agent: AgentView }) {
  const [asking, setAsking] = useState<Switching | null>(null);
  const [pending, setPending] = useState<Switching | null>(null);
  const [dialog, setDialog] = useState<'rename' | 'delete' | null>(null);
  const told = useRef<string | number>(undefined);

  const apply = async (what: Switching) => {
    await changeAgent(agent.id, switchChange(what));
    const { done, undo } = switchedWords(what, agent.name);
    // asks nothing and needs no page: it is there a moment longer than the page may be
    const takeBack = () =>
      changeAgent(agent.id, switchChange(undo)).then(
        () => toast.success(switchedWords(undo, agent.name).done),
        (error: unknown) => toast.error(errorWords(error).message),
      );
    // one Undo at a time: it is of what was done last
    if (told.current !== undefined) toast.dismiss(told.current);
    told.current = toast.success(done, {
      duration: undoMs,
      action: { label: 'Undo', onClick: () => void takeBack() },
    });
  };
  const start = (what: Switching) => {
    if (switchWords(what, agent)) {
      setAsking(what);
      return;
    }
    setPending(what);
    apply(what)
      .catch((error: unknown) => toast.error(errorWords(error).message))
      .finally(() => setPending(null));
  };
  const question = asking && switchWords(asking, agent);
  return (
    <>
      <Switch
        label="Public"
        checked={agent.public}
        disabled={pending !== null}
        onChange={(on) => start(on ? 'publish' : 'unpublish')}
        className="mr-1.5"
      />
      <Button
        pending={pending === 'pause' || pending === 'resume'}
        onClick={() => start(agent.paused ? 'resume' : 'pause')}
      >
        {agent.paused ? <Play /> : <Pause />}
        {agent.paused ? 'Resume' : 'Pause'}
      </Button>
      <Menu
        trigger={
          <Button size="icon" aria-label="More actions">
            <EllipsisVertical />
          </Button>
        }
      >
        <MenuItem onSelect={() => setDialog('rename')}>
          <PencilLine aria-hidden /> Rename
        </MenuItem>
        <MenuLine />
        <MenuItem danger onSelect={() => setDialog('delete')}>
          <Trash2 aria-hidden /> Delete agent
        </MenuItem>
      </Menu>
      {asking && question && (
        <ConfirmDialog
          open
          onOpenChange={() => setAsking(null)}
          quiet={asking === 'publish'}
          {...question}
          onConfirm={() => apply(asking)}
        />
      )}
      {dialog === 'rename' && <RenameDialog agent={agent} onClose={() => setDialog(null)} />}
      {dialog === 'delete' && <DeleteAgentDialog agent={agent} onClose={() => setDialog(null)} />}
    </>
  );
}
