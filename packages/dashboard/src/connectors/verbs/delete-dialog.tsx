import type { ConnectorView } from '@belay/contract/connector';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { toast } from 'sonner';
import { ChoiceCards } from '../../ui/choice-cards.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { connectorKeys } from '../data/connector-queries.ts';
import { deleteConnector } from '../data/connector-verbs.ts';
import { deletionWords } from './deletion-words.ts';

/** Deletes the connector, with or without what it wrote; says how much that is. */
export function DeleteDialog({ view, onClose }: { view: ConnectorView; onClose(): void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [data, setData] = useState<'keep' | 'forget'>('keep');
  const words = deletionWords(view, data);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Delete ${view.name}`}
      text={words.text}
      action={words.action}
      typed={view.name}
      onConfirm={async () => {
        await deleteConnector(view.id, data);
        toast.success(words.done);
        // away from the page first: soon nobody can read what it shows
        await navigate({ to: '/connectors' });
        client.removeQueries({ queryKey: connectorKeys.one(view.id) });
        void client.invalidateQueries({ queryKey: connectorKeys.list });
      }}
    >
      <ChoiceCards<'keep' | 'forget'>
        label="What happens to the memory"
        value={data}
        onChange={setData}
        className="sm:grid-cols-1"
        options={[
          { value: 'keep', title: 'Keep the memory', text: words.keep },
          { value: 'forget', title: 'Forget it too', text: words.forget },
        ]}
      />
    </ConfirmDialog>
  );
}
