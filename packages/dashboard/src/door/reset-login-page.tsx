import { useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { toast } from 'sonner';
import { api, queryClient } from '../api/api.ts';
import { useSubmit } from '../api/use-submit.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNote } from '../ui/error-state.tsx';
import { DeadLink } from './dead-link.tsx';
import { DoorFrame } from './door-frame.tsx';
import { linkToken } from './link-token.ts';
import { PasswordField } from './password-field.tsx';

/** What a link of `belay reset-login` leads to: another password, signed out everywhere. */
export function ResetLoginPage() {
  const token = linkToken(useLocation({ select: ({ hash }) => hash }));
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const { submit, pending, error } = useSubmit(async () => {
    await api.post('/v1/reset-login', { token, password });
    queryClient.clear();
    toast.success('Your password is changed. Sign in with it.');
    await navigate({ to: '/sign-in', replace: true });
  });
  const next = 'Whoever runs this server can make another: belay reset-login <e-mail>';
  if (token === null) return <DeadLink what="link" incomplete next={next} />;
  return (
    <DoorFrame
      title="Choose a new password"
      sentence="Every browser that is signed in with the old one is signed out."
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <PasswordField label="New password" value={password} onChange={setPassword} isNew />
        {error !== null && <ErrorNote error={error} />}
        <Button look="primary" size="lg" type="submit" pending={pending}>
          Change my password
        </Button>
      </form>
    </DoorFrame>
  );
}
