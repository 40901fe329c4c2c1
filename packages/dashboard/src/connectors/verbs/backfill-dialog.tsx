import type { ConnectorView } from '@belay/contract/connector';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { showAnswer } from '../../api/show-answer.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { connectorKeys } from '../data/connector-queries.ts';
import { backfillAgain } from '../data/connector-verbs.ts';
import { WindowField } from '../settings/window-field.tsx';

/** Reads everything of the window again: nothing is written twice. */
export function BackfillDialog({ view, onClose }: { view: ConnectorView; onClose(): void }) {
  const client = useQueryClient();
  const kept = view.settings.backfill_days;
  const [days, setDays] = useState<string | null>(kept === null ? null : String(kept));
  const problem =
    days === null || (/^\d{1,5}$/.test(days) && Number(days) <= 36_500)
      ? undefined
      : 'Whole days, 0 for none.';
  return (
    <ConfirmDialog
      open
      quiet
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Backfill again"
      text="Every channel is read again for this window. What the memory holds already is not written a second time; what is missing or was changed comes in."
      action="Read again"
      onConfirm={async () => {
        if (problem) throw new Error(problem);
        const fresh = await backfillAgain(view.id, days === null ? null : Number(days));
        await showAnswer(client, connectorKeys.one(view.id), fresh);
        toast.success('The window is read again.');
      }}
    >
      <WindowField days={days} onChange={setDays} error={problem} />
    </ConfirmDialog>
  );
}
