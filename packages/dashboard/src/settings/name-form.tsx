import { useState } from 'react';
import { toast } from 'sonner';
import { queryClient } from '../api/api.ts';
import { useSubmit } from '../api/use-submit.ts';
import { meQuery } from '../session/session-queries.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-state.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';

/** One name that can be changed: a person's, an organisation's. */
export function NameForm({
  label,
  name,
  save,
  saved,
}: {
  label: string;
  name: string;
  save(name: string): Promise<unknown>;
  /** told when it went well */
  saved: string;
}) {
  const [draft, setDraft] = useState(name);
  const changed = draft.trim() !== name && draft.trim() !== '';
  const { submit, pending, error } = useSubmit(async () => {
    await save(draft.trim());
    await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
    toast.success(saved);
  });
  return (
    <form onSubmit={submit} className="flex max-w-sm flex-col gap-3">
      <Field label={label}>
        <Input
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          required
          maxLength={120}
        />
      </Field>
      {error !== null && <ErrorNote error={error} />}
      <div>
        <Button type="submit" pending={pending} disabled={!changed}>
          Save
        </Button>
      </div>
    </form>
  );
}
