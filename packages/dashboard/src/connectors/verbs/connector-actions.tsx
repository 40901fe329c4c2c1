import type { ConnectorView } from '@belay/contract/connector';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ellipsis, History, KeyRound, Pause, Play, Settings2, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { errorWords } from '../../api/error-words.ts';
import { showAnswer } from '../../api/show-answer.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { connectorKeys } from '../data/connector-queries.ts';
import { pauseConnector, resumeConnector } from '../data/connector-verbs.ts';
import { SettingsDrawer } from '../settings/settings-drawer.tsx';
import { BackfillDialog } from './backfill-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { TokenDialog } from './token-dialog.tsx';

type Opened = 'settings' | 'token' | 'backfill' | 'delete' | null;

/** What can be done with a connector. Only rendered for whoever may. */
export function ConnectorActions({ view }: { view: ConnectorView }) {
  const client = useQueryClient();
  const [opened, setOpened] = useState<Opened>(null);
  const isPaused = view.state === 'paused';
  const toggle = useMutation({
    mutationFn: () => (isPaused ? resumeConnector(view.id) : pauseConnector(view.id)),
    onSuccess: (fresh) => showAnswer(client, connectorKeys.one(view.id), fresh),
    onError: (error) => toast.error(errorWords(error).message),
    onSettled: () => client.invalidateQueries({ queryKey: connectorKeys.list }),
  });
  useShortcuts([
    { keys: 'p', label: isPaused ? 'Resume' : 'Pause', run: () => toggle.mutate() },
    { keys: 's', label: 'Open the settings', run: () => setOpened('settings') },
  ]);
  const close = () => setOpened(null);
  return (
    <>
      <Button pending={toggle.isPending} onClick={() => toggle.mutate()}>
        {isPaused ? <Play /> : <Pause />}
        {isPaused ? 'Resume' : 'Pause'}
      </Button>
      <Button onClick={() => setOpened('settings')}>
        <Settings2 /> Settings
      </Button>
      <Menu
        trigger={
          <Button size="icon" aria-label="More actions">
            <Ellipsis />
          </Button>
        }
      >
        <MenuItem onSelect={() => setOpened('token')}>
          <KeyRound /> Rotate token and secrets
        </MenuItem>
        <MenuItem onSelect={() => setOpened('backfill')}>
          <History /> Backfill again
        </MenuItem>
        <MenuLine />
        <MenuItem danger onSelect={() => setOpened('delete')}>
          <Trash2 /> Delete
        </MenuItem>
      </Menu>
      {opened === 'settings' && <SettingsDrawer view={view} onClose={close} />}
      {opened === 'token' && <TokenDialog view={view} onClose={close} />}
      {opened === 'backfill' && <BackfillDialog view={view} onClose={close} />}
      {opened === 'delete' && <DeleteDialog view={view} onClose={close} />}
    </>
  );
}
