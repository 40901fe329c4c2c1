import { useState } from 'react';
import { toast } from 'sonner';
import { api, queryClient } from '../../api/api.ts';
import { useSubmit } from '../../api/use-submit.ts';
import { PasswordField } from '../../door/password-field.tsx';
import { useMe } from '../../session/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ErrorNote } from '../../ui/error-state.tsx';
import { sessionsQuery } from '../people-queries.ts';

/** Another password; the old one proves that it is them. */
export function PasswordForm() {
  const { user } = useMe();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [elsewhere, setElsewhere] = useState(true);
  const { submit, pending, error } = useSubmit(async () => {
    await api.post('/api/auth/change-password', {
      currentPassword: current,
      newPassword: next,
      revokeOtherSessions: elsewhere,
    });
    setCurrent('');
    setNext('');
    toast.success('Your password is changed.');
    await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  });
  return (
    <Card title="Password">
      <form onSubmit={submit} className="flex max-w-sm flex-col gap-4">
        {/* password managers look for the account that the password is of */}
        <input type="hidden" name="username" autoComplete="username" value={user.email} />
        <PasswordField label="Current password" value={current} onChange={setCurrent} />
        <PasswordField label="New password" value={next} onChange={setNext} isNew />
        <Checkbox
          checked={elsewhere}
          onChange={setElsewhere}
          label="Sign out in all other browsers"
        />
        {error !== null && <ErrorNote error={error} />}
        <div>
          <Button type="submit" pending={pending}>
            Change password
          </Button>
        </div>
      </form>
    </Card>
  );
}
