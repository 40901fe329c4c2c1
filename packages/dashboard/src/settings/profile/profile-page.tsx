import { api } from '../../api/api.ts';
import { useMe } from '../../session/use-session.ts';
import { usePageTitle } from '../../shell/page.tsx';
import { SlackAccountsCard } from '../../slack/person/slack-accounts-card.tsx';
import { Card } from '../../ui/card.tsx';
import { NameForm } from '../name-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { SessionsCard } from './sessions-card.tsx';

/** Who the person is, their password, and where they are signed in. */
export function ProfilePage() {
  const { user } = useMe();
  usePageTitle('Profile');
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <Card title="You" text={<>You sign in as {user.email}.</>}>
        <NameForm
          label="Name"
          name={user.name}
          save={(name) => api.patch('/v1/me', { name })}
          saved="Your name is changed."
        />
      </Card>
      <SlackAccountsCard />
      <PasswordForm />
      <SessionsCard />
    </div>
  );
}
