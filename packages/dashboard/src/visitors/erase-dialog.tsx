import type { VisitorView } from '@belay/contract/desk/visitor';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { toast } from 'sonner';
import { deskKeys } from '../desk/data/desk-queries.ts';
import { eraseVisitor } from '../desk/data/desk-verbs.ts';
import { visitorName } from '../desk/words/visitor-name.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { formatCount } from '../ui/format-number.ts';

/** Erases a person everywhere (SEC-7); names what goes, and asks for a word. */
export function EraseDialog({ visitor, onClose }: { visitor: VisitorView; onClose(): void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const name = visitorName(visitor);
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Erase ${name}`}
      text="Everything about this person goes, for good and everywhere:"
      action={`Erase ${name}`}
      typed="erase"
      onConfirm={async () => {
        await eraseVisitor(visitor.id);
        toast.success(`${name} was erased.`);
        // away from the page first: soon nobody can read what it shows
        await navigate({ to: '/visitors' });
        // who is back on it by now hears from the server that they are gone
        void client.resetQueries({ queryKey: deskKeys.visitor(visitor.id) });
        void client.invalidateQueries({ queryKey: ['desk'] });
      }}
    >
      <ul className="list-disc pl-5">
        <li>{formatCount(visitor.conversations, 'conversation')} with all messages and notes</li>
        <li>files, ratings, and contact details that they left</li>
        <li>answers to them that were taught, also in the memory</li>
        <li>name, e-mail and the way back into their chat</li>
      </ul>
    </ConfirmDialog>
  );
}
