import { useNavigate } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { createAgent } from '../data/agent-verbs.ts';
import { problemAt } from '../form/server-problem.ts';

/** A name is enough: everything else has a default and can be tried before anybody sees it. */
export function NewAgentDialog({ onClose }: { onClose(): void }) {
  const form = useId();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const { submit, pending, error } = useSubmit(async () => {
    const made = await createAgent(name.trim());
    await navigate({ to: '/agents/$id', params: { id: made.id } });
  });
  const problem = problemAt(error, 'name');
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open && !pending) onClose();
      }}
      title="New agent"
      text="It starts private. Teach it, ask it in the playground, then publish it."
      actions={
        <>
          <Button onClick={onClose} disabled={pending}>
            Cancel
          </Button>
          <Button
            look="primary"
            type="submit"
            form={form}
            pending={pending}
            disabled={name.trim() === ''}
          >
            Create agent
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
            placeholder="Support"
          />
        </Field>
        {error !== null && !problem && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}
