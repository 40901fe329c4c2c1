import type { SlackAppView } from '@belay/contract/desk/slack-app';
import { useState } from 'react';
import { toast } from 'sonner';
import { useLeaveGuard } from '../../agents/form/leave-guard.ts';
import { onSaveKey, SaveKey } from '../../agents/form/save-key.tsx';
import { problemAt, problemPath } from '../../agents/form/server-problem.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { SecretInput } from '../../connectors/add/secret-input.tsx';
import { appTokenProblem, signingSecretProblem } from '../../connectors/add/token-kind.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { saveSlackApp } from '../data/workspace-verbs.ts';

const nothing = { client_secret: '', signing_secret: '', app_token: '' };

/** Credentials of the app: what is typed replaces what stands, an empty secret keeps it. */
export function AppForm({ app }: { app: SlackAppView }) {
  const standing = app.credentials === 'own' ? (app.client_id ?? '') : '';
  const [clientId, setClientId] = useState(standing);
  const [secrets, setSecrets] = useState(nothing);
  const [removing, setRemoving] = useState(false);
  const isDirty = clientId !== standing || Object.values(secrets).some(Boolean);
  useLeaveGuard(isDirty);
  const { run, submit, pending, error, reset } = useSubmit(async () => {
    const given = Object.entries(secrets).filter(([, value]) => value.trim() !== '');
    await saveSlackApp({
      ...(clientId !== standing && { client_id: clientId.trim() || null }),
      ...Object.fromEntries(given.map(([name, value]) => [name, value.trim()])),
    });
    setSecrets(nothing);
    toast.success('Saved. It is used from now on.');
  });
  const set = (name: keyof typeof nothing) => (value: string) => {
    reset();
    setSecrets((now) => ({ ...now, [name]: value }));
  };
  const kept = (has: boolean) => (has ? 'One is stored. Empty keeps it.' : 'None is stored.');
  const problems = {
    app_token: appTokenProblem(secrets.app_token) ?? problemAt(error, 'app_token'),
    signing_secret:
      signingSecretProblem(secrets.signing_secret) ?? problemAt(error, 'signing_secret'),
  };
  const isWhole = !problems.app_token && !problems.signing_secret;
  return (
    <form
      onSubmit={submit}
      onKeyDown={onSaveKey(() => {
        if (isDirty && isWhole) void run();
      })}
      className="grid gap-x-6 gap-y-4 md:grid-cols-2"
    >
      <Field label="Client ID" hint="Basic Information." error={problemAt(error, 'client_id')}>
        <Input
          value={clientId}
          autoComplete="off"
          spellCheck={false}
          placeholder="123456789012.1234567890123"
          onChange={({ target }) => {
            reset();
            setClientId(target.value);
          }}
          className="font-mono"
        />
      </Field>
      <Field
        label="Client Secret"
        hint={kept(app.has_client_secret)}
        error={problemAt(error, 'client_secret')}
      >
        <SecretInput value={secrets.client_secret} onChange={set('client_secret')} />
      </Field>
      <Field
        label="Signing Secret"
        hint={`${kept(app.has_signing_secret)} It proves that a request is Slack's.`}
        error={problems.signing_secret}
      >
        <SecretInput value={secrets.signing_secret} onChange={set('signing_secret')} />
      </Field>
      <Field
        label="App-level token"
        aside="for Socket Mode"
        hint={kept(app.has_app_token)}
        error={problems.app_token}
      >
        <SecretInput value={secrets.app_token} onChange={set('app_token')} placeholder="xapp-…" />
      </Field>
      <div className="flex flex-wrap items-center gap-2 md:col-span-2">
        <Button type="submit" look="primary" pending={pending} disabled={!isDirty || !isWhole}>
          Save <SaveKey />
        </Button>
        {app.credentials === 'own' && (
          <Button look="danger-quiet" disabled={pending} onClick={() => setRemoving(true)}>
            Remove the app
          </Button>
        )}
        {error !== null && problemPath(error) === null && <ErrorNote error={error} />}
      </div>
      {removing && (
        <ConfirmDialog
          open
          onOpenChange={setRemoving}
          title="Remove the Slack app"
          text="Its credentials are deleted here. Workspaces can't be added with it any more, and requests of Slack to this server are refused; connected ones go on posting."
          action="Remove the app"
          onConfirm={async () => {
            await saveSlackApp({
              client_id: null,
              client_secret: null,
              signing_secret: null,
              app_token: null,
            });
            setClientId('');
            setSecrets(nothing);
          }}
        />
      )}
    </form>
  );
}
