import { useQuery } from '@tanstack/react-query';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { problemAt, problemPath } from '../../agents/form/server-problem.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { SecretInput } from '../../connectors/add/secret-input.tsx';
import {
  appTokenProblem,
  botTokenProblem,
  signingSecretProblem,
} from '../../connectors/add/token-kind.ts';
import { useMe } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { slackAppQuery } from '../data/slack-queries.ts';
import { pasteTokens } from '../data/slack-verbs.ts';

/** Connects without Slack's redirect: an app made of our manifest, and its tokens pasted here. */
export function PasteTokens({ agent }: { agent: string }) {
  const { data: app } = useQuery(slackAppQuery('socket'));
  const { sandbox } = useMe();
  const [token, setToken] = useState('');
  const [appToken, setAppToken] = useState('');
  const [secret, setSecret] = useState('');
  const { submit, pending, error, reset } = useSubmit(async () => {
    await pasteTokens(agent, {
      token: token.trim(),
      ...(appToken.trim() && { app_token: appToken.trim() }),
      ...(secret.trim() && { signing_secret: secret.trim() }),
    });
    toast.success('Slack is connected. Select a default notification channel.');
  });
  const typed = (set: (value: string) => void) => (value: string) => {
    reset();
    set(value);
  };
  const problems = {
    token: botTokenProblem(token) ?? problemAt(error, 'token'),
    app: appTokenProblem(appToken) ?? problemAt(error, 'app_token'),
    secret: signingSecretProblem(secret) ?? problemAt(error, 'signing_secret'),
  };
  const isWhole = token.trim() !== '' && Object.values(problems).every((problem) => !problem);
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {app ? (
        <div className="flex flex-wrap items-center gap-2">
          <Button asChild>
            <a href={app.create_app_url} target="_blank" rel="noopener noreferrer">
              Create the Slack app <ExternalLink />
            </a>
          </Button>
          <CopyButton text={app.manifest} what="the manifest" label="Copy manifest" />
        </div>
      ) : (
        <Skeleton className="h-8 w-72" />
      )}
      <p className="text-sm text-soft">
        Slack opens with everything filled in. Press Create, then Install to Workspace; make an
        app-level token with <code className="font-mono">connections:write</code> under Basic
        Information.
      </p>
      {sandbox && token === '' && (
        <Notice
          action={
            <Button size="sm" onClick={() => setToken(sandbox.bot_token)}>
              Use the sandbox workspace
            </Button>
          }
        >
          No Slack at hand? A workspace of an invented company runs beside this server.
        </Notice>
      )}
      <Field
        label="Bot User OAuth Token"
        hint="OAuth & Permissions of your app. It is checked at once and stored encrypted."
        error={problems.token}
      >
        <SecretInput value={token} onChange={typed(setToken)} placeholder="xoxb-…" />
      </Field>
      <Field
        label="App-level token"
        aside="for Socket Mode"
        hint="Belay hears Take Over and replies through it, without a public address."
        error={problems.app}
      >
        <SecretInput value={appToken} onChange={typed(setAppToken)} placeholder="xapp-…" />
      </Field>
      <details>
        <summary className="text-sm text-soft">Slack sends requests to this server instead</summary>
        <Field
          label="Signing secret"
          hint={
            <>
              Under Basic Information. The request address is{' '}
              <code className="font-mono break-all">{app?.request_url}</code>.
            </>
          }
          error={problems.secret}
          className="mt-3"
        >
          <SecretInput value={secret} onChange={typed(setSecret)} />
        </Field>
      </details>
      {error !== null && problemPath(error) === null && <ErrorNote error={error} />}
      <div>
        <Button type="submit" look="primary" pending={pending} disabled={!isWhole}>
          Connect
        </Button>
      </div>
    </form>
  );
}
