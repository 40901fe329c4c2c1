import type { Membership } from '@belay/contract/people';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { api, queryClient } from '../api/api.ts';
import { meQuery } from '../session/session-queries.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorNote } from '../ui/error-state.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { switchOrganisation } from './switch-organisation.ts';

/** Another organisation on this server: its maker owns it and goes there. */
export function NewOrganisationDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange(open: boolean): void;
}) {
  const form = useId();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const create = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    setError(null);
    try {
      const made = await api.post<Membership>('/v1/tenants', { name });
      await queryClient.fetchQuery({ ...meQuery, staleTime: 0 });
      onOpenChange(false);
      setName('');
      await switchOrganisation(made, () => navigate({ to: '/' }));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setPending(false);
    }
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New organisation"
      text="It has its own members, connectors and memory. Nothing is shared with your others."
      actions={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button look="primary" type="submit" form={form} pending={pending}>
            Create organisation
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={create} className="flex flex-col gap-3">
        <Field label="Name">
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            required
            maxLength={120}
            autoComplete="organization"
          />
        </Field>
        {error !== null && <ErrorNote error={error} />}
      </form>
    </Dialog>
  );
}
