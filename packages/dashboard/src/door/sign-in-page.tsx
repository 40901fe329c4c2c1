import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useSubmit } from '../api/use-submit.ts';
import { setupQuery } from '../session/session-queries.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-state.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { Notice } from '../ui/notice.tsx';
import { DoorFrame } from './door-frame.tsx';
import { signIn } from './enter.ts';
import { PasswordField } from './password-field.tsx';
import { safeNext } from './safe-next.ts';

/** E-mail and password; afterwards back to where the person was going. */
export function SignInPage() {
  const { next, ended } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const setup = useQuery(setupQuery);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [forgot, setForgot] = useState(false);
  const { submit, pending, error } = useSubmit(async () => {
    await signIn(email, password);
    await navigate({ href: safeNext(next), replace: true });
  });
  if (setup.data?.needs_owner)
    return (
      <DoorFrame
        title="Belay has no owner yet"
        sentence="Nobody can sign in before there is one. The program printed a one-time link when it started: open it to make your account."
      >
        <Notice>
          You find no link in the terminal, or it is older than a day? Start Belay again: it prints
          a new one as long as nobody has an account.
        </Notice>
      </DoorFrame>
    );
  return (
    <DoorFrame title="Sign in">
      {ended && <Notice tone="warn">Your session ended. Sign in to go on where you were.</Notice>}
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field label="E-mail">
          <Input
            type="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            required
            autoComplete="username"
            autoFocus
          />
        </Field>
        <PasswordField label="Password" value={password} onChange={setPassword} />
        {error !== null && <ErrorNote error={error} />}
        <Button look="primary" size="lg" type="submit" pending={pending}>
          Sign in
        </Button>
      </form>
      <div className="text-sm text-soft">
        <button
          type="button"
          aria-expanded={forgot}
          onClick={() => setForgot(!forgot)}
          className="underline underline-offset-2 hover:text-ink"
        >
          Forgot your password?
        </button>
        {forgot && (
          <p className="mt-2">
            Whoever runs this server makes a one-time link for you:{' '}
            <code className="font-mono text-ink">belay reset-login {email || '<e-mail>'}</code>
          </p>
        )}
      </div>
    </DoorFrame>
  );
}
