import type { MessageView } from '@belay/contract/desk/conversation';
import { Ellipsis, GraduationCap, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { deleteMessage, editMessage, teachMessage } from '../../desk/data/desk-verbs.ts';
import { useAgents } from '../../desk/data/use-agents.ts';
import { useTakeAnswer } from '../../desk/live/desk-context.tsx';
import { useCan, useMe } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Textarea } from '../../ui/input.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { useVerbs } from '../verbs/verbs-context.tsx';

/** What can be done with one's own words, and "teach this answer" with any colleague's. */
export function MessageActions({
  conversation,
  message,
}: {
  conversation: string;
  message: MessageView;
}) {
  const { user } = useMe();
  const operates = useCan('desk.operate');
  const { view, run } = useVerbs();
  const take = useTakeAnswer();
  const agents = useAgents();
  const [asking, setAsking] = useState<'edit' | 'delete' | null>(null);
  const [text, setText] = useState(message.text);
  const mine = message.author.id === user.id;
  const learn = agents.find(({ id }) => id === view.agent.id)?.settings.learn;
  const teaches = message.kind === 'text' && message.text !== '' && learn === 'ask';
  if (!operates || (!mine && !teaches)) return null;
  const close = () => setAsking(null);
  const teach = () =>
    run('teach', () => teachMessage(conversation, message.id, !message.taught)).then(
      () => undefined,
    );
  return (
    <span className="flex items-center opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
      {teaches && (
        <Button look="ghost" size="sm" className="h-6" onClick={() => void teach()}>
          <GraduationCap /> {message.taught ? 'Unteach' : 'Teach this answer'}
        </Button>
      )}
      {mine && (
        <Menu
          trigger={
            <Button look="ghost" size="sm" className="h-6 px-1.5" aria-label="Edit or delete">
              <Ellipsis />
            </Button>
          }
        >
          <MenuItem
            onSelect={() => {
              setText(message.text);
              setAsking('edit');
            }}
          >
            <Pencil /> Edit…
          </MenuItem>
          <MenuItem danger onSelect={() => setAsking('delete')}>
            <Trash2 /> Delete…
          </MenuItem>
        </Menu>
      )}
      <ConfirmDialog
        open={asking === 'edit'}
        onOpenChange={close}
        title={message.kind === 'note' ? 'Edit your note' : 'Edit your message'}
        text={
          message.kind === 'note'
            ? 'Only your team sees it.'
            : 'The visitor sees the new words, marked as edited.'
        }
        action="Save"
        quiet
        onConfirm={async () => {
          if (text.trim() === '')
            throw new Error('An empty message says nothing. Delete it instead.');
          take(await editMessage(conversation, message.id, text.trim()));
        }}
      >
        <Textarea
          aria-label="Message"
          value={text}
          maxLength={8000}
          onChange={({ target }) => setText(target.value)}
        />
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === 'delete'}
        onOpenChange={close}
        title="Delete this message?"
        text={
          message.kind === 'note'
            ? 'The note disappears for your team.'
            : 'It disappears for the visitor too; your team sees that something was deleted.'
        }
        action="Delete the message"
        onConfirm={async () => take(await deleteMessage(conversation, message.id))}
      />
    </span>
  );
}
