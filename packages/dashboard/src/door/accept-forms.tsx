import type { Me } from '@belay/contract/people';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, queryClient, tenantChoice } from '../api/api.ts';
import { useSubmit } from '../api/use-submit.ts';
import { signOut } from '../session/sign-out.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-state.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { Notice } from '../ui/notice.tsx';
import { PasswordField } from './password-field.tsx';

/** Accepts and goes to the organisation that was joined. */
async function accept(body: { token: string; name?: string; password?: string }): Promise<void> {
  const { tenant } = await api.post<{ tenant: string }>('/v1/invitations/accept', body);
  queryClient.clear();
  tenantChoice.set(tenant);
}

/** For whoever has no account yet: name and password make one. */
export function AcceptAsNew({ token, email }: { token: string; email: string }) {
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const { submit, pending, error } = useSubmit(async () => {
    await accept({ token, name, password });
    await navigate({ to: '/', replace: true });
  });
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label="Your name">
        <Input
          value={name}
          onChange={(event) => setName(event.target.value)}
          required
          maxLength={120}
          autoComplete="name"
          autoFocus
        />
      </Field>
      {/* password managers look for the account that the password is of */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <PasswordField label="Password" value={password} onChange={setPassword} isNew />
      {error !== null && <ErrorNote error={error} />}
      <Button look="primary" size="lg" type="submit" pending={pending}>
        Create my account and join
      </Button>
    </form>
  );
}

/** For whoever is signed in; the invitation is for one e-mail address. */
export function AcceptAsMember({
  token,
  me,
  invited,
}: {
  token: string;
  me: Me['user'];
  invited: string;
}) {
  const navigate = useNavigate();
  const { run, pending, error } = useSubmit(async () => {
    await accept({ token });
    await navigate({ to: '/', replace: true });
  });
  if (me.email !== invited)
    return (
      <Notice
        tone="warn"
        action={
          <Button
            size="sm"
            onClick={() =>
              void signOut(() =>
                navigate({ to: '/invitation', hash: `token=${token}`, replace: true }),
              )
            }
          >
            Sign out
          </Button>
        }
      >
        You are signed in as {me.email}, but the invitation is for {invited}. Sign out, then open
        the link again.
      </Notice>
    );
  return (
    <div className="flex flex-col items-start gap-3">
      <p>You are signed in as {me.name}.</p>
      {error !== null && <ErrorNote error={error} />}
      <Button look="primary" size="lg" pending={pending} onClick={() => void run()}>
        Accept and join
      </Button>
    </div>
  );
}
