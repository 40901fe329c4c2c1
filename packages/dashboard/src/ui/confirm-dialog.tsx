import { type ReactNode, useState } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorNote } from './error-state.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';

/**
 * Asks before something that can't be undone. The title and the button name the consequence
 * ("Forget 1,204 experiences from #random"); `typed` must be typed first when it is grave.
 * `onConfirm` may fail: the dialog stays open and shows why.
 */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  text,
  action,
  typed,
  quiet = false,
  onConfirm,
  children,
}: {
  open: boolean;
  onOpenChange(open: boolean): void;
  title: ReactNode;
  text: ReactNode;
  /** verb and object on the button */
  action: string;
  typed?: string;
  /** not dangerous: an ordinary button */
  quiet?: boolean;
  onConfirm(): Promise<unknown>;
  children?: ReactNode;
}) {
  const [entered, setEntered] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const change = (next: boolean) => {
    if (pending) return;
    setEntered('');
    setError(null);
    onOpenChange(next);
  };
  const confirm = async () => {
    setPending(true);
    setError(null);
    try {
      await onConfirm();
      setEntered('');
      onOpenChange(false);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setPending(false);
    }
  };
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={title}
      text={text}
      actions={
        <>
          <Button onClick={() => change(false)} disabled={pending}>
            Cancel
          </Button>
          <Button
            look={quiet ? 'primary' : 'danger'}
            pending={pending}
            disabled={typed !== undefined && entered !== typed}
            onClick={confirm}
          >
            {action}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 empty:hidden">
        {children}
        {typed !== undefined && (
          <Field
            label={
              <>
                Type <code className="font-mono text-accent-ink">{typed}</code> to confirm
              </>
            }
          >
            <Input
              value={entered}
              onChange={(event) => setEntered(event.target.value)}
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
        )}
        {error !== null && <ErrorNote error={error} />}
      </div>
    </Dialog>
  );
}
