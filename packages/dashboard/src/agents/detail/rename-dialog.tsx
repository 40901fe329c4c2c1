import type { AgentView } from '@belay/contract/desk/agent';
import { useId, useState } from 'react';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { changeAgent } from '../data/agent-verbs.ts';
import { problemAt } from '../form/server-problem.ts';

/** Another name for an agent: visitors see it from then on. */
export function RenameDialog({ agent, onClose }: { agent: AgentView; onClose(): void }) {
  const form = useId();
  const [name, setName] = useState(agent.name);
  const { submit, pending, error } = useSubmit(async () => {
    await changeAgent(agent.id, { name: name.trim() });
    onClose();
  });
  const problem = problemAt(error, 'name');
  const blocked = name.trim() === '' || name.trim() === agent.name;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open && !pending) onClose();
      }}
      title={`Rename ${agent.name}`}
      actions={
        <>
          <Button onClick={onClose} disabled={pending}>
            Cancel
          </Button>
          <Button look="primary" type="submit" form={form} pending={pending} disabled={blocked}>
            Rename
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="flex flex-col gap-3">
        <Field label="Name" hint="Visitors see it above its answers." error={problem}>
          <Input
            value={name}
            onChange={({ target }) => setName(target.value)}
            required
            maxLength={80}
            autoComplete="off"
          />
        </Field>
        {error !== null && !problem && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}
