import { Button } from '../ui/button.tsx';
import { CopyLine } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';

/** A signing secret, shown this once: only its own button closes. */
export function SecretDialog({
  name,
  secret,
  onClose,
}: {
  name: string;
  secret: string;
  onClose(): void;
}) {
  return (
    <Dialog
      open
      onOpenChange={() => {}}
      title={`The signing secret of ${name}`}
      text="Copy it now. It is shown this once: nobody can read it again."
      actions={
        <Button look="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      <SigningSecret secret={secret} />
    </Dialog>
  );
}

/** The secret with what it is for. */
export function SigningSecret({ secret }: { secret: string }) {
  return (
    <div className="flex flex-col gap-3">
      <CopyLine text={secret} what="the secret" />
      <p className="text-sm text-soft">
        <code className="font-mono">Belay-Signature: t=…,v1=…</code> is the HMAC-SHA-256 of{' '}
        <code className="font-mono">t.body</code> with this secret, in hex. Refuse what is older
        than five minutes.
      </p>
    </div>
  );
}
