import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { deskKeys } from '../desk/data/desk-queries.ts';
import { blockVisitor } from '../desk/data/desk-verbs.ts';
import { visitorName } from '../desk/words/visitor-name.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';

/** From then on nothing of theirs is taken; what was said stays. */
export function BlockDialog({
  visitor,
  onClose,
}: {
  visitor: { id: string; name: string | null; email: string | null };
  onClose(): void;
}) {
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const name = visitorName(visitor);
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Block ${name}`}
      text="New messages of theirs are refused, in words. What was said so far stays, and you can unblock them at any time."
      action={`Block ${name}`}
      onConfirm={async () => {
        await blockVisitor(visitor.id, reason.trim());
        toast.success(`${name} is blocked.`);
        await client.invalidateQueries({ queryKey: ['desk'] });
        void client.invalidateQueries({ queryKey: deskKeys.visitor(visitor.id) });
      }}
    >
      <Field label="Why" aside="optional" hint="Only your team reads it.">
        <Input value={reason} maxLength={300} onChange={({ target }) => setReason(target.value)} />
      </Field>
    </ConfirmDialog>
  );
}
