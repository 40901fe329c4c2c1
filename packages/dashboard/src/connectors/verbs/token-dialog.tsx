import type { ConnectorView } from '@belay/contract/connector';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from 'sonner';
import { ApiError } from '../../api/api-error.ts';
import { showAnswer } from '../../api/show-answer.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { SecretInput } from '../add/secret-input.tsx';
import { TokenField } from '../add/token-field.tsx';
import { appTokenProblem, signingSecretProblem } from '../add/token-kind.ts';
import { useTokenCheck } from '../add/use-token-check.ts';
import { connectorKeys } from '../data/connector-queries.ts';
import { changeCredentials, type NewCredentials } from '../data/connector-verbs.ts';
import { fieldOf } from '../settings/settings-problems.ts';

/** Another bot token, signing secret or app token. What is left empty stays as it is. */
export function TokenDialog({ view, onClose }: { view: ConnectorView; onClose(): void }) {
  const client = useQueryClient();
  const [token, setToken] = useState('');
  const [signingSecret, setSigningSecret] = useState('');
  const [appToken, setAppToken] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const check = useTokenCheck(token);
  const field = error instanceof ApiError ? fieldOf(error.details) : undefined;
  const refusal = error instanceof ApiError ? error.message : undefined;
  const problems = {
    signing_secret: signingSecretProblem(signingSecret),
    app_token: appTokenProblem(appToken),
  };
  const elsewhere =
    check.result && check.result.workspace.team_id !== view.workspace.team_id
      ? `This token is of ${check.result.workspace.name}. This connector reads ${view.workspace.name}: add another connector for the other workspace.`
      : undefined;
  const isEmpty = [token, signingSecret, appToken].every((text) => text.trim() === '');
  const blocked =
    isEmpty ||
    elsewhere !== undefined ||
    Object.values(problems).some((problem) => problem !== null) ||
    (token.trim() !== '' && check.result?.ok !== true);

  const save = async () => {
    setPending(true);
    setError(null);
    const change: NewCredentials = {
      ...(token.trim() ? { token: token.trim() } : {}),
      ...(signingSecret.trim() ? { signing_secret: signingSecret.trim() } : {}),
      ...(appToken.trim() ? { app_token: appToken.trim() } : {}),
    };
    try {
      const fresh = await changeCredentials(view.id, change);
      await showAnswer(client, connectorKeys.one(view.id), fresh);
      toast.success('Changed. The old one is no longer used.');
      onClose();
    } catch (thrown) {
      setError(thrown);
      setPending(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open && !pending) onClose();
      }}
      className="max-w-lg"
      title="Rotate token and secrets"
      text="Nothing is shown of what is stored. Fields that you leave empty stay as they are."
      actions={
        <>
          <Button onClick={onClose} disabled={pending}>
            Cancel
          </Button>
          <Button look="primary" pending={pending} disabled={blocked} onClick={save}>
            Use from now on
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <TokenField
          label="New Bot OAuth token"
          token={token}
          onChange={setToken}
          check={check}
          error={elsewhere ?? (field === 'token' ? refusal : undefined)}
        />
        <Field
          label="New signing secret"
          aside={view.realtime.has_signing_secret ? 'one is stored' : 'none is stored'}
          error={problems.signing_secret ?? (field === 'signing_secret' ? refusal : undefined)}
        >
          <SecretInput value={signingSecret} onChange={setSigningSecret} />
        </Field>
        <Field
          label="New app-level token"
          aside={view.realtime.has_app_token ? 'one is stored' : 'none is stored'}
          error={problems.app_token ?? (field === 'app_token' ? refusal : undefined)}
        >
          <SecretInput value={appToken} onChange={setAppToken} placeholder="xapp-…" />
        </Field>
        {error !== null && field === undefined && <ErrorNote error={error} />}
      </div>
    </Dialog>
  );
}
