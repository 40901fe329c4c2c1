import { useId, useState } from 'react';
import { toast } from 'sonner';
import { useSubmit } from '../../api/use-submit.ts';
import { Button } from '../../ui/button.tsx';
import { Drawer } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { teach } from '../data/knowledge-verbs.ts';
import { useDiscardGuard } from '../form/discard-guard.tsx';
import { NumberInput } from '../form/number-input.tsx';
import { problemAt } from '../form/server-problem.ts';

/** Teaches the pages below an address. */
export function SiteDrawer({ agent, onClose }: { agent: string; onClose(): void }) {
  const form = useId();
  const [url, setUrl] = useState('');
  const [pages, setPages] = useState(50);
  const { submit, pending, error } = useSubmit(async () => {
    await teach(agent, { kind: 'site', url: withScheme(url), pages });
    toast.success('Its pages are being read.');
    onClose();
  });
  const { close, question } = useDiscardGuard(url !== '' && !pending, onClose);
  const urlProblem = problemAt(error, 'url');
  const isWhole = Number.isInteger(pages) && pages >= 1 && pages <= 500;
  return (
    <>
      <Drawer
        open
        onOpenChange={(open) => {
          if (!open && !pending) close();
        }}
        title="Teach a website"
        text="Belay reads the pages below this address, as far as the site's robots.txt allows."
        actions={
          <>
            <Button onClick={close} disabled={pending}>
              Cancel
            </Button>
            <Button
              look="primary"
              type="submit"
              form={form}
              pending={pending}
              disabled={url.trim() === '' || !isWhole}
            >
              Read it
            </Button>
          </>
        }
      >
        <form id={form} onSubmit={submit} className="flex flex-col gap-4">
          <Field
            label="Address"
            hint="Only pages below it are read: the help pages, not the shop."
            error={urlProblem}
          >
            <Input
              value={url}
              onChange={({ target }) => setUrl(target.value)}
              inputMode="url"
              maxLength={2000}
              autoComplete="off"
              spellCheck={false}
              placeholder="https://shop.example/help/"
            />
          </Field>
          <Field
            label="Pages at most"
            error={isWhole ? problemAt(error, 'pages') : 'A whole number from 1 to 500.'}
          >
            <NumberInput value={pages} onChange={setPages} className="w-28" />
          </Field>
          {error !== null && !urlProblem && <ErrorNote error={error} />}
        </form>
      </Drawer>
      {question}
    </>
  );
}

/** People write addresses without it. */
function withScheme(url: string): string {
  const text = url.trim();
  return /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
}
