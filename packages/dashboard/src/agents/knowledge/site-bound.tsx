import type { KnowledgeView } from '@belay/contract/desk/knowledge';
import { useState } from 'react';
import { toast } from 'sonner';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { reteach } from '../data/knowledge-verbs.ts';
import { NumberInput } from '../form/number-input.tsx';

/** Another bound for a site; it is read again with it. */
export function SiteBound({ agent, source }: { agent: string; source: KnowledgeView }) {
  const [pages, setPages] = useState(Math.max(50, source.pages?.found ?? 0));
  const { submit, pending, error } = useSubmit(async () => {
    await reteach(agent, source.id, { pages });
    toast.success(`${source.title} is being read again.`);
  });
  const isWhole = Number.isInteger(pages) && pages >= 1 && pages <= 500;
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <Field
        label="Pages at most"
        hint="Another number reads the site again."
        error={isWhole ? undefined : 'A whole number from 1 to 500.'}
      >
        <NumberInput value={pages} onChange={setPages} min={1} max={500} className="w-28" />
      </Field>
      {error !== null && <ErrorNote error={error} />}
      <div>
        <Button type="submit" size="sm" pending={pending} disabled={!isWhole}>
          Read so many
        </Button>
      </div>
    </form>
  );
}
