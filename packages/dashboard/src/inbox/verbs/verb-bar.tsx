import type { ConversationView } from '@belay/contract/desk/conversation';
import { useNavigate } from '@tanstack/react-router';
import {
  AlarmClock,
  Archive,
  AtSign,
  Ban,
  Ellipsis,
  Hand,
  Link2,
  Undo2,
  UserRoundPlus,
} from 'lucide-react';
import { toast } from 'sonner';
import {
  closeConversation,
  release,
  reopen,
  snooze,
  takeOver,
} from '../../desk/data/desk-verbs.ts';
import { useShortcuts } from '../../keys/use-shortcuts.ts';
import { useCan } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import type { InboxSearch } from '../list/inbox-search.ts';
import { AskingDialogs } from './asking-dialogs.tsx';
import { useAllowed } from './use-allowed.ts';
import { useVerbs } from './verbs-context.tsx';

/** The verbs that fit how the conversation stands, the one most wanted first. */
export function VerbBar({ view }: { view: ConversationView }) {
  const verbs = useVerbs();
  const can = useAllowed(view);
  const navigate = useNavigate();
  const manages = useCan('desk.manage');
  const operates = useCan('desk.operate');
  const { running, run, ask, seen } = verbs;

  const take = async () => {
    const claim = view.state === 'closed' ? reopen : takeOver;
    if (await run('take-over', () => claim(view.id))) verbs.compose('reply');
  };
  const close = () => run('close', () => closeConversation(view.id, seen));
  const owner = view.owner?.name ?? 'the colleague';
  useShortcuts([
    ...(can.takeOver ? [{ keys: 't', label: 'Take over', run: () => void take() }] : []),
    ...(can.steal === true
      ? [{ keys: 't', label: `Take it from ${owner}…`, run: () => ask('steal') }]
      : []),
    ...(operates
      ? [
          { keys: 'r', label: 'Write a reply', run: () => verbs.compose('reply') },
          { keys: 'n', label: 'Write a note', run: () => verbs.compose('note') },
        ]
      : []),
    ...(can.handBack
      ? [{ keys: 'h', label: 'Hand back to the assistant…', run: () => ask('hand-back') }]
      : []),
    ...(can.close ? [{ keys: 'e', label: 'Close the conversation', run: () => void close() }] : []),
    {
      keys: 'Escape',
      label: 'Leave the conversation',
      run: () => void navigate({ to: '/inbox', search: (before: InboxSearch) => before }),
    },
  ]);

  const copyLink = async () => {
    const link = new URL(`/app/inbox/${view.id}`, location.origin).href;
    await navigator.clipboard.writeText(link).then(
      () => toast.success('The link was copied.'),
      () => toast.message(link),
    );
  };
  return (
    <>
      {can.takeOver && (
        <Button
          look={view.state === 'waiting' ? 'primary' : 'secondary'}
          pending={running === 'take-over'}
          onClick={() => void take()}
        >
          <Hand /> {view.state === 'closed' ? 'Reopen and take over' : 'Take over'}
        </Button>
      )}
      {can.steal !== false && (
        <Button
          disabled={can.steal !== true}
          title={can.steal === true ? undefined : can.steal}
          onClick={() => ask('steal')}
        >
          <Hand /> Take it from {owner}…
        </Button>
      )}
      {can.handBack && (
        <Button onClick={() => ask('hand-back')}>
          <Undo2 /> Hand back…
        </Button>
      )}
      {can.wake && (
        <Button
          pending={running === 'snooze'}
          onClick={() => void run('snooze', () => snooze(view.id, null))}
        >
          <AlarmClock /> Wake
        </Button>
      )}
      {can.close && (
        <Button pending={running === 'close'} onClick={() => void close()}>
          <Archive /> Close
        </Button>
      )}
      <Menu
        trigger={
          <Button look="ghost" size="icon" aria-label="More verbs">
            <Ellipsis />
          </Button>
        }
      >
        {can.snooze && (
          <MenuItem onSelect={() => ask('snooze')}>
            <AlarmClock /> Snooze…
          </MenuItem>
        )}
        {can.assign && (
          <MenuItem onSelect={() => ask('assign')}>
            <UserRoundPlus /> {view.state === 'waiting' ? 'Ask somebody…' : 'Give to somebody…'}
          </MenuItem>
        )}
        {can.release && (
          <MenuItem onSelect={() => void run('release', () => release(view.id, seen))}>
            <AtSign /> Release to the queue
          </MenuItem>
        )}
        {can.escalate && (
          <MenuItem onSelect={() => ask('escalate')}>
            <Hand /> Call a person…
          </MenuItem>
        )}
        <MenuItem onSelect={() => void copyLink()}>
          <Link2 /> Copy the link
        </MenuItem>
        {manages && !view.visitor.blocked && (
          <>
            <MenuLine />
            <MenuItem danger onSelect={() => ask('block')}>
              <Ban /> Block the visitor…
            </MenuItem>
          </>
        )}
      </Menu>
      <AskingDialogs view={view} />
    </>
  );
}
