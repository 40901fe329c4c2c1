import type { EventVersion, ThreadItem } from '@belay/contract/read';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { api } from '../../api/api.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { formatCount } from '../../ui/format-number.ts';
import { Input } from '../../ui/input.tsx';
import { forgetIds } from './forget-ids.ts';
import type { Experience } from './read-experience.ts';

/** Erases an experience with its versions, files and reactions; says how many that are. */
export function ForgetDialog({
  one,
  versions,
  thread,
  onClose,
  onDone,
}: {
  one: Experience;
  versions: readonly EventVersion[];
  thread: readonly ThreadItem[];
  onClose(): void;
  onDone(): void;
}) {
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const ids = forgetIds(one.id, versions, thread);
  const what = `${formatCount(ids.length, 'experience')}${one.channel ? ` from #${one.channel}` : ''}`;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Forget ${what}`}
      text="Text, author and labels are erased with every version, file and reaction of it. Replies of others stay. This can't be undone. Delete it in Slack too, or the next full backfill brings it back."
      action={`Forget ${what}`}
      onConfirm={async () => {
        await api.post('/v1/forget', {
          scope: one.scope,
          selector: { memory_ids: ids },
          cascade: 'redact_events',
          ...(reason.trim() ? { audit_note: reason.trim() } : {}),
        });
        toast.success(`Forgot ${what}.`);
        onDone();
        // lists are read again; what was forgotten is asked for by nobody
        client.removeQueries({
          predicate: ({ queryKey: [, , id] }) => ids.some((one) => one === id),
        });
        for (const list of ['recall', 'browse', 'facets'])
          void client.invalidateQueries({ queryKey: ['memory', list] });
      }}
    >
      <Field label="Why" aside="optional" hint="Kept in the audit log. Name no content here.">
        <Input value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
      </Field>
    </ConfirmDialog>
  );
}
