import { useMe } from '../../session/use-session.ts';
import { usePageTitle } from '../../shell/page.tsx';
import { Card } from '../../ui/card.tsx';
import { PasswordForm } from './password-form.tsx';
import { SessionsCard } from './sessions-card.tsx';

/** Who the person is, their password, and where they are signed in. */
export function ProfilePage() {
  const { user } = useMe();
  usePageTitle('Profile');
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <Card title="You">
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
          <dt className="text-soft">Name</dt>
          <dd>{user.name}</dd>
          <dt className="text-soft">E-mail</dt>
          <dd className="break-all">{user.email}</dd>
        </dl>
      </Card>
      <PasswordForm />
      <SessionsCard />
    </div>
  );
}
