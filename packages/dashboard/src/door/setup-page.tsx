import { useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, queryClient } from '../api/api.ts';
import { useSubmit } from '../api/use-submit.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-state.tsx';
import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { DeadLink } from './dead-link.tsx';
import { DoorFrame } from './door-frame.tsx';
import { linkToken } from './link-token.ts';
import { PasswordField } from './password-field.tsx';

/** What the one-time link of the first start leads to: makes the owner and signs them in. */
export function SetupPage() {
  const token = linkToken(useLocation({ select: ({ hash }) => hash }));
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [organisation, setOrganisation] = useState('');
  const { submit, pending, error } = useSubmit(async () => {
    await api.post('/v1/setup', { token, name, email, password, organisation });
    queryClient.clear();
    await navigate({ to: '/', replace: true });
  });
  const again = 'Start Belay again: it prints a new link as long as nobody has an account.';
  if (token === null) return <DeadLink what="set-up link" incomplete next={again} />;
  return (
    <DoorFrame
      title="Welcome to Belay"
      sentence="Make your account. You become the owner of this server and of its first organisation."
    >
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
        <Field label="E-mail" hint="You sign in with it.">
          <Input
            type="email"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            required
            maxLength={254}
            autoComplete="username"
          />
        </Field>
        <PasswordField label="Password" value={password} onChange={setPassword} isNew />
        <Field label="Organisation" hint="The company or team whose memory this will be.">
          <Input
            value={organisation}
            onChange={(event) => setOrganisation(event.target.value)}
            required
            maxLength={120}
            autoComplete="organization"
          />
        </Field>
        {error !== null && <ErrorNote error={error} />}
        <Button look="primary" size="lg" type="submit" pending={pending}>
          Create my account
        </Button>
      </form>
    </DoorFrame>
  );
}
